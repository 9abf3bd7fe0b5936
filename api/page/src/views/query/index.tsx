// SPARQL: a query of one's own on the graph.

import { useEffect, useState } from "preact/hooks";

import { Problem } from "../../api/client";
import { runSparql, type Result } from "../../api/sparql";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useMessages } from "../../i18n";
import { ResultView } from "../../parts/result";
import { ProblemNotice } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";
import "./query.css";

const START = `SELECT ?zone ?indicator ?value ?unit ?period WHERE {
  ?o a zg:Observation ;
     zg:subject/rdfs:label ?zone ;
     zg:indicatorLabel ?indicator ;
     zg:value ?value ;
     zg:unit ?unit .
  OPTIONAL { ?o zg:period ?period }
}
LIMIT 20`;

export default function Query({ query }: ViewProps) {
  const t = useMessages(messages);
  const given = query.get("query");
  const [text, setText] = useState(given ?? START);
  const [run, setRun] = useState(given ? 1 : 0);
  const [result, setResult] = useState<Result | Problem | "running" | null>(null);
  useTitle(t.title);
  useEffect(() => {
    if (given !== null) setText(given);
  }, [given]);
  useEffect(() => {
    if (!run) return;
    const controller = new AbortController();
    setResult("running");
    runSparql(text, controller.signal).then(
      setResult,
      (error: unknown) => controller.signal.aborted || setResult(error instanceof Problem ? error : new Problem("failed", String(error))),
    );
    return () => controller.abort();
  }, [run]);
  const start = () => {
    setParameters({ query: text });
    setRun(run + 1);
  };
  return (
    <div class="query">
      <h1>{t.title}</h1>
      <p class="muted">{t.lead}</p>
      <form class="sparql" onSubmit={(event) => { event.preventDefault(); start(); }}>
        <textarea class="code" name="query" rows={10} spellcheck={false} aria-label={t.query} value={text} onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); start(); } }} />
        <button type="submit" class="primary">{t.run}</button> <kbd>Ctrl Enter</kbd>
      </form>
      <div class="results" aria-live="polite">
        {result === "running" ? <p class="muted">{t.running}</p>
          : result instanceof Problem ? <ProblemNotice problem={result} retry={start} />
          : result ? <ResultView of={result} title={t.result} /> : null}
      </div>
    </div>
  );
}

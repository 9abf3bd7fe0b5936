// SPARQL: a query of one's own on the graph.

import { useEffect, useState } from "preact/hooks";

import { Problem, request } from "../../api/client";
import { useResource } from "../../api/resource";
import { runSparql, type Result } from "../../api/sparql";
import { saveFile } from "../../app/clipboard";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
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
      <Examples choose={(query) => { setText(query); setParameters({ query }, { replace: false }); setRun(run + 1); }} />
      <form class="sparql" onSubmit={(event) => { event.preventDefault(); start(); }}>
        <textarea class="code" name="query" rows={10} spellcheck={false} aria-label={t.query} value={text} onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); start(); } }} />
        <button type="submit" class="primary">{t.run}</button> <kbd>Ctrl Enter</kbd>
      </form>
      <div class="results" aria-live="polite">
        {result === "running" ? <p class="muted">{t.running}</p>
          : result instanceof Problem ? <ProblemNotice problem={result} retry={start} />
          : result ? (
            <>
              {result.kind === "rows" && <p><button type="button" class="plain small" onClick={() => void saveCsv(text)}>{t.csv}</button></p>}
              <ResultView of={result} title={t.result} />
            </>
          ) : null}
      </div>
    </div>
  );
}

interface Stored {
  id: string;
  title: string;
  title_en: string;
  shows: string;
  shows_en: string;
  text: string;
}

/** The queries that ship with zonegraph; each says what it shows. */
function Examples({ choose }: { choose: (query: string) => void }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const { data } = useResource<{ queries: Stored[] }>("/api/queries");
  const [picked, setPicked] = useState("");
  const stored = data?.queries ?? [];
  const one = stored.find(({ id }) => id === picked);
  return (
    <p class="examples-line">
      <label>
        {t.examples}{" "}
        <select value={picked} onChange={(event) => {
          setPicked(event.currentTarget.value);
          const found = stored.find(({ id }) => id === event.currentTarget.value);
          if (found) choose(found.text);
        }}>
          <option value="">{t.choose}</option>
          {stored.map((query) => <option key={query.id} value={query.id}>{chosen === "zh" ? query.title : query.title_en}</option>)}
        </select>
      </label>{" "}
      {one && <span class="muted">{chosen === "zh" ? one.shows : one.shows_en}</span>}
    </p>
  );
}

/** The same query again, as CSV by the endpoint itself. */
async function saveCsv(query: string): Promise<void> {
  const response = await request("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "text/csv" }, body: query });
  saveFile("zonegraph.csv", new Blob(["\ufeff", await response.text()], { type: "text/csv;charset=utf-8" }));
}

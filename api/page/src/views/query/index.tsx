// SPARQL: a query of one's own on the graph, completed while it is typed, and its result in several ways.

import { useEffect, useState } from "preact/hooks";

import { Problem } from "../../api/client";
import { recoveries } from "../../api/connection";
import { useResource } from "../../api/resource";
import { runSparql, type Result } from "../../api/sparql";
import { toQuery } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { half, language, useMessages } from "../../i18n";
import { CopyButton } from "../../parts/copy";
import { ProblemNotice } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { Editor } from "./editor";
import { faultOf, faultyLine, type Fault } from "./fault";
import { messages } from "./messages";
import { Outcome } from "./outcome";
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
  const chosen = useStore(language);
  const given = query.get("query");
  const [text, setText] = useState(given ?? START);
  const [put, setPut] = useState({ text });
  const [run, setRun] = useState(given ? 1 : 0);
  const [result, setResult] = useState<{ of: Result; query: string } | Problem | "running" | null>(null);
  useTitle(t.title);
  useEffect(() => {
    if (given === null || given === text) return;
    setText(given);
    setPut({ text: given });
  }, [given]);
  useEffect(() => {
    if (!run) return;
    const controller = new AbortController();
    setResult("running");
    runSparql(text, controller.signal).then(
      (of) => setResult({ of, query: text }),
      (error: unknown) => controller.signal.aborted || setResult(error instanceof Problem ? error : new Problem("failed", String(error))),
    );
    return () => controller.abort();
  }, [run]);
  const recovery = useStore(recoveries);
  useEffect(() => {
    if (result instanceof Problem && result.kind === "gone") setRun((count) => count + 1);
  }, [recovery]);
  const start = (wanted = text) => {
    if (wanted !== text) {
      setText(wanted);
      setPut({ text: wanted });
    }
    setParameters({ query: wanted, show: null, kind: null, x: null, y: null }, { replace: wanted === given });
    setRun(run + 1);
  };
  const edit = (told: string) => {
    setText(told);
    if (result instanceof Problem) setResult(null); // what was wrong may be right now
  };
  const fault = result instanceof Problem ? faultOf(result.message) : null;
  return (
    <div class="query">
      <h1>{t.title}</h1>
      <p class="muted">{t.lead}</p>
      <Examples choose={start} />
      <form class="sparql" onSubmit={(event) => { event.preventDefault(); start(); }}>
        <Editor text={text} put={put} change={edit} run={() => start()} fault={fault} faultWords={result instanceof Problem ? half(result.message, chosen) : ""} />
        <p class="row">
          <button type="submit" class="primary">{t.run}</button> <kbd>Ctrl Enter</kbd> <span class="muted">{t.complete}</span> <kbd>Ctrl Space</kbd>
          <CopyButton text={() => new URL(toQuery(text), location.href).href} label={t.copyAddress}>{t.copyAddress}</CopyButton>
        </p>
      </form>
      <div class="results" aria-live="polite">
        {result === "running" ? <p class="muted">{t.running}</p>
          : result instanceof Problem ? <ProblemNotice problem={result} retry={() => start()}>{fault && <FaultLine query={text} fault={fault} />}</ProblemNotice>
          : result ? <Outcome result={result.of} query={result.query} parameters={query} />
          : null}
      </div>
    </div>
  );
}

/** The line that is wrong, with the place marked. */
function FaultLine({ query, fault }: { query: string; fault: Fault }) {
  const t = useMessages(messages);
  const { before, at, behind } = faultyLine(query, fault);
  return (
    <>
      <p>{t.faultAt(fault.line, fault.column)}</p>
      <pre class="fault-line">{before}<mark>{at || " "}</mark>{behind}</pre>
      {fault.expected && <p class="muted">{t.expected(fault.expected)}</p>}
    </>
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

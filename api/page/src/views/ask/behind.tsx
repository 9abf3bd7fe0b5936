// 查看 SPARQL: the query that gave the answer, to be changed and run again where it stands.

import { useEffect, useState } from "preact/hooks";

import { Problem } from "../../api/client";
import { runSparql, type Result } from "../../api/sparql";
import type { Answer } from "../../api/types";
import { toQuery } from "../../app/addresses";
import { setParameters } from "../../app/router";
import { useMessages } from "../../i18n";
import { ResultView } from "../../parts/result";
import { ProblemNotice } from "../../parts/states";
import { messages } from "./messages";

export function Behind({ answer, edited }: { answer: Answer; edited: string | null }) {
  const t = useMessages(messages);
  const given = (answer.sparql ?? "").trim();
  const [text, setText] = useState(edited ?? given);
  const [result, setResult] = useState<Result | Problem | "running" | null>(null);
  const run = (query: string) => {
    setResult("running");
    runSparql(query).then(setResult, (error: unknown) => setResult(error instanceof Problem ? error : new Problem("failed", String(error))));
  };
  useEffect(() => {
    setText(edited ?? given);
    setResult(null);
    if (edited) run(edited);
  }, [answer]);
  if (!given) return answer.answer === null ? null : <p class="behind muted no-print">{t.noQuery}</p>;
  const start = () => {
    setParameters({ query: text.trim() === given ? null : text });
    run(text);
  };
  return (
    <details class="behind no-print" open={edited !== null}>
      <summary>{t.query}</summary>
      <form onSubmit={(event) => { event.preventDefault(); start(); }}>
        <textarea class="code" rows={Math.min(24, text.split("\n").length + 1)} spellcheck={false} aria-label={t.queryLabel} value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); start(); } }} />
        <p class="row">
          <button type="submit" class="primary">{t.run}</button> <kbd>Ctrl Enter</kbd>
          {text.trim() !== given && <button type="button" class="plain" onClick={() => { setText(given); setParameters({ query: null }); }}>{t.restore}</button>}
          <a href={toQuery(text)}>{t.openQuery}</a>
        </p>
      </form>
      <div aria-live="polite">
        {result === "running" ? <p class="muted">{t.running}</p>
          : result instanceof Problem ? <ProblemNotice problem={result} retry={start} />
          : result ? <ResultView of={result} title={t.result} /> : null}
      </div>
    </details>
  );
}

// An answer with its facts, its passages and its query.

import { useEffect } from "preact/hooks";

import { postJson } from "../../api/client";
import { useResource } from "../../api/resource";
import type { Answer, Fact, Passage } from "../../api/types";
import { toPlace, toQuery } from "../../app/addresses";
import { rememberQuestion } from "../../app/past";
import { useStore } from "../../app/store";
import { half, language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { Marked, Quote } from "../../parts/citation";
import { formatNumber, formatPeriod } from "../../parts/format";
import { Shown } from "../../parts/states";
import { Table, type Column } from "../../parts/table";
import { sentenceAround } from "../../parts/text";
import { useTitle } from "../../parts/title";
import { QuestionBox } from "./box";
import { messages } from "./messages";

export function Answered({ question }: { question: string }) {
  const answer = useResource<Answer>(`ask:${question}`, (signal) => postJson<Answer>("/api/ask", { question }, signal));
  useTitle(question);
  useEffect(() => rememberQuestion(question), [question]);
  return (
    <div class="ask">
      <QuestionBox question={question} />
      <Shown of={answer}>
        {(told) => (
          <article class="answer">
            <Verdict answer={told} />
            <Facts facts={told.facts} />
            <Passages answer={told} />
            <Behind answer={told} />
          </article>
        )}
      </Shown>
    </div>
  );
}

const SHORT = 40;

function Verdict({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const time = <p class="time">{t.milliseconds(formatNumber(Math.max(1, Math.round(answer.milliseconds)), chosen))}</p>;
  const reason = answer.reason && <p class="reason">{half(answer.reason, chosen)}</p>;
  if (answer.answer === null)
    return <section class="verdict none" aria-live="polite"><h1>{t.none}</h1>{reason}{time}</section>;
  return (
    <section class="verdict" aria-live="polite">
      <h1 class={answer.answer.length > SHORT ? "long" : ""} id="answer" lang="zh-CN">{answer.answer}</h1>
      {reason}
      {time}
    </section>
  );
}

function Facts({ facts }: { facts: Fact[] }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  if (!facts.length) return null;
  const predicates = c.predicates as Record<string, string>;
  const columns: Column<Fact>[] = [
    { id: "subject", title: c.subject, cell: (one) => one.subject },
    { id: "indicator", title: c.indicator, cell: (one) => one.indicator ?? predicates[one.predicate ?? ""] ?? one.predicate },
    {
      id: "value", title: c.value,
      cell: (one) => one.object ?? <span class="value">{formatNumber(one.value, chosen)}<span class="unit">{one.unit}</span></span>,
    },
    { id: "period", title: c.period, cell: (one) => formatPeriod(one.period, chosen) },
    { id: "quote", title: c.quote, cell: (one) => <Quote of={one} /> },
  ];
  return (
    <section class="facts">
      <h2>{t.facts}</h2>
      <Table columns={columns} rows={facts} rowKey={(one, index) => `${one.doc}:${one.start}:${index}`} caption={t.facts} />
    </section>
  );
}

function Passages({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  if (!answer.passages.length) return null;
  return (
    <section class="passages">
      <h2>{answer.answer === null ? t.nearest : t.passages}</h2>
      <ol>
        {answer.passages.map((passage) => (
          <li key={`${passage.doc}:${passage.start}`}>
            <a class="passage" href={toPlace(focus(passage))}>
              <span class="source">{passage.title ?? passage.doc}<span class="id">{passage.doc}</span></span>
              <span class="text" lang="zh-CN"><Marked text={passage.text} marks={passage.marks} /></span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The sentence around the first words that support the answer; the whole passage where none does. */
export function focus(passage: Passage) {
  const fact = passage.marks.find(([, , kind]) => kind === "fact");
  if (!fact) return passage;
  const { start, end } = sentenceAround(passage.text, fact[0], fact[1]);
  return { doc: passage.doc, start: passage.start + start, end: passage.start + end };
}

function Behind({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  if (!answer.sparql) return null;
  return (
    <details class="behind">
      <summary>{t.query}</summary>
      <pre>{answer.sparql.trim()}</pre>
      <p><a href={toQuery(answer.sparql.trim())}>{t.openQuery}</a></p>
    </details>
  );
}

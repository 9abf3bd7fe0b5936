// 文: passages that are near to some words, and the reports by year.

import { useEffect, useState } from "preact/hooks";

import { useResource } from "../../api/resource";
import type { DocumentSummary, Passage } from "../../api/types";
import { toDocument, toPlace } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { Marked } from "../../parts/citation";
import { formatDate } from "../../parts/format";
import { Shown } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";
import "./reading.css";

const MOST = 20;

export default function Reading({ query }: ViewProps) {
  const t = useMessages(messages);
  const asked = (query.get("q") ?? "").trim();
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  useTitle(asked || t.title);
  return (
    <div class="reading">
      <h1>{t.title}<span class="lead">{t.lead}</span></h1>
      <form class="line" role="search" onSubmit={(event) => { event.preventDefault(); setParameters({ q: words.trim() }, { replace: false }); }}>
        <input type="search" name="q" aria-label={t.words} placeholder={t.words} value={words} maxLength={500} onInput={(event) => setWords(event.currentTarget.value)} />
        <button type="submit" class="primary">{t.find}</button>
      </form>
      {asked ? <Passages words={asked} /> : <Reports />}
    </div>
  );
}

function Passages({ words }: { words: string }) {
  const t = useMessages(messages);
  const found = useResource<{ passages: Passage[] }>(`/api/search?${new URLSearchParams({ q: words, k: String(MOST) })}`);
  return (
    <Shown of={found}>
      {({ passages }) => (
        <section class="passages">
          <h2>{passages.length ? t.found(String(passages.length)) : t.nothing}</h2>
          <ol>
            {passages.map((one) => (
              <li key={`${one.doc}:${one.start}`}>
                <a class="passage" href={toPlace(one)}>
                  <span class="source">{one.title ?? one.doc}<span class="id">{one.doc}</span></span>
                  <span class="text" lang="zh-CN"><Marked text={one.text} marks={one.marks} /></span>
                </a>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Shown>
  );
}

function Reports() {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const [filter, setFilter] = useState("");
  const listed = useResource<{ documents: DocumentSummary[] }>("/api/documents");
  return (
    <Shown of={listed}>
      {({ documents }) => {
        const wanted = filter.trim().toLowerCase();
        const fitting = documents.filter((one) => !wanted || `${one.title} ${one.publisher} ${one.id}`.toLowerCase().includes(wanted));
        return (
          <section class="reports">
            <div class="reports-head">
              <h2>{t.reports} <span class="count">{fitting.length}</span></h2>
              <input type="search" aria-label={t.filter} placeholder={t.filter} value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
            </div>
            {byYear(fitting).map(([year, some]) => (
              <section key={year} class="year">
                <h3>{year ? t.year(year) : t.undated}</h3>
                <ul class="bare">
                  {some.map((one) => (
                    <li key={one.id}>
                      <a href={toDocument(one.id)}>{one.title ?? one.id}</a>
                      <span class="about">{[one.publisher, formatDate(one.date, chosen)].filter(Boolean).join(" · ")}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </section>
        );
      }}
    </Shown>
  );
}

/** The reports by the year of their date, the newest first; those without one last. */
export function byYear(documents: readonly DocumentSummary[]): [string, DocumentSummary[]][] {
  const years = new Map<string, DocumentSummary[]>();
  for (const one of [...documents].sort((a, b) => (b.date ?? "").localeCompare(a.date ?? "") || a.id.localeCompare(b.id))) {
    const year = /^\d{4}/.exec(one.date ?? "")?.[0] ?? "";
    years.set(year, [...(years.get(year) ?? []), one]);
  }
  return [...years].sort(([a], [b]) => b.localeCompare(a));
}

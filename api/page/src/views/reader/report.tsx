// A report: what it is, its text, and beside it what is stated at a place, or the original.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Document } from "../../api/types";
import { toGraph } from "../../app/addresses";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { formatDate, formatNumber } from "../../parts/format";
import { characters } from "../../parts/text";
import { lineKinds, pageAt, sectionsOf, spanFinder, targetOf, type Stretch } from "./layout";
import { messages } from "./messages";
import { Original } from "./original";
import { Panel } from "./panel";
import { SectionText } from "./section";

const NARROW = 864; // below it what is stated covers the lower half

export function Report({ report, query }: { report: Document; query: URLSearchParams }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const text = useMemo(() => characters(report.text), [report]);
  const sections = useMemo(() => sectionsOf(report, text), [report]);
  const kindOf = useMemo(() => lineKinds(report), [report]);
  const over = useMemo(() => spanFinder(report.spans), [report]);
  const [marked, setMarked] = useState(true);
  const body = useRef<HTMLDivElement>(null);
  const chosenHere = useRef<string | null>(null);
  const target = targetOf(query, text.length);
  const asked = Number(query.get("page"));
  const page = asked > 0 ? asked : pageAt(report.pages, target?.start ?? 0);
  const openPage = report.original ? (wanted: number) => setParameters({ original: "1", page: String(wanted) }) : undefined;
  const beside = report.original !== null && query.get("original") !== null;

  useEffect(() => {
    if (!target || chosenHere.current === `${target.start}-${target.end}`) return; // it is under the pointer already
    body.current?.querySelector("mark.target")?.scrollIntoView({ block: innerWidth < NARROW ? "start" : "center" });
  }, [report, target?.start, target?.end]);

  const choose = (place: Stretch) => {
    chosenHere.current = `${place.start}-${place.end}`;
    setParameters({ start: String(place.start), end: String(place.end), page: null }, { replace: target !== null });
  };
  const clear = () => setParameters({ start: null, end: null });
  const titled = sections.filter((one) => one.article);
  const statements = report.spans.filter((one) => one.kind !== "mention").length;
  const about: [string, string | null][] = [
    [t.id, report.id], [t.publisher, report.publisher], [t.date, formatDate(report.date, chosen)], [t.place, report.place], [t.source, report.source],
  ];
  return (
    <div class={`report ${beside ? "beside" : ""} ${target && !beside ? "with-panel" : ""}`}>
      <aside class="about" aria-label={t.about}>
        <p class="report-title">{report.title ?? report.id}</p>
        <dl>{about.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
        <p class="muted">{t.counts(formatNumber(statements, chosen))}</p>
        <label class="toggle no-print"><input type="checkbox" checked={marked} onChange={(event) => setMarked(event.currentTarget.checked)} />{t.mark}</label>
        <p class="legend no-print">
          <span class="mention">{t.names}</span>
          {(["observation", "project", "relation"] as const).map((kind) => <span key={kind}><span class="tick" data-kind={kind} aria-hidden="true" />{t.kinds[kind]}</span>)}
        </p>
        <p class="tools-line no-print">
          {report.original && (
            <label class="toggle">
              <input type="checkbox" checked={beside} onChange={(event) => setParameters({ original: event.currentTarget.checked ? "1" : null })} />{t.original}
            </label>
          )}
          <a href={toGraph({ doc: report.id })}>{c.inGraph}</a>
          <button type="button" class="plain small" onClick={() => print()}>{t.print}</button>
        </p>
        {titled.length > 1 && (
          <nav aria-label={t.contents} class="no-print">
            <ol>{titled.map((one) => <li key={one.anchor}><a href={`#${one.anchor}`}>{one.article?.title ?? one.article?.id}</a></li>)}</ol>
          </nav>
        )}
      </aside>
      <article class={`report-body ${marked ? "marked" : ""}`} ref={body} lang="zh-CN" aria-label={t.text}>
        {!titled.some((one) => one.article?.title) && <h1 class="title">{report.title ?? report.id}</h1>}
        {sections.map((one, index) => (
          <SectionText key={one.anchor} section={one} first={index === 0} text={text} kindOf={kindOf} over={over} target={target} choose={choose} pages={report.pages} openPage={openPage} />
        ))}
      </article>
      {beside ? <Original report={report} page={page} /> : target && <Panel report={report} text={text} target={target} close={clear} page={page} openPage={openPage} />}
    </div>
  );
}

// 文: a report as readable text, what it names and states marked, and the place that was asked for in sight.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useResource } from "../../api/resource";
import type { Document } from "../../api/types";
import type { ViewProps } from "../../app/routes";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { formatDate } from "../../parts/format";
import { Shown } from "../../parts/states";
import { characters } from "../../parts/text";
import { useTitle } from "../../parts/title";
import { sectionsOf, targetOf } from "./layout";
import { messages } from "./messages";
import { SectionText } from "./section";
import "./reader.css";

export default function Reader({ parameters, query }: ViewProps) {
  const id = parameters["id"] ?? "";
  const report = useResource<Document>(`/api/documents/${encodeURIComponent(id)}`);
  useTitle(report.data?.title ?? id);
  return <Shown of={report}>{(told) => <Report report={told} query={query} />}</Shown>;
}

function Report({ report, query }: { report: Document; query: URLSearchParams }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const text = useMemo(() => characters(report.text), [report]);
  const sections = useMemo(() => sectionsOf(report, text), [report]);
  const target = targetOf(query, text.length);
  const [marked, setMarked] = useState(true);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (target) body.current?.querySelector("mark.target")?.scrollIntoView({ block: "center" });
  }, [report, target?.start, target?.end]);

  const about: [string, string | null][] = [
    [t.id, report.id], [t.publisher, report.publisher], [t.date, formatDate(report.date, chosen)], [t.place, report.place],
  ];
  const titled = sections.filter((one) => one.article);
  return (
    <div class="report">
      <aside aria-label={t.about}>
        <h1>{report.title ?? report.id}</h1>
        <dl>
          {about.filter(([, value]) => value).map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}
        </dl>
        <label class="toggle"><input type="checkbox" checked={marked} onChange={(event) => setMarked(event.currentTarget.checked)} />{t.mark}</label>
        <p class="legend"><span class="mention">{t.names}</span><span class="observation">{t.figures}</span>{target && <mark class="target">{t.cited}</mark>}</p>
        {titled.length > 1 && (
          <nav aria-label={t.contents}>
            <ol>{titled.map((one) => <li key={one.anchor}><a href={`#${one.anchor}`}>{one.article?.title ?? one.article?.id}</a></li>)}</ol>
          </nav>
        )}
      </aside>
      <div class={`report-body ${marked ? "marked" : ""}`} ref={body} lang="zh-CN">
        {sections.map((one) => <SectionText key={one.anchor} section={one} report={report} text={text} target={target} />)}
      </div>
    </div>
  );
}

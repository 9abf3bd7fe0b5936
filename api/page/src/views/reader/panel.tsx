// What is stated at a place: each statement with its values, its entities, and where else it is told.

import type { ComponentChildren } from "preact";

import { useResource } from "../../api/resource";
import type { Document, Elsewhere, Figure, Key, ProjectRecord, RelationRecord, Statement } from "../../api/types";
import { toPlace } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink } from "../../parts/citation";
import { CopyButton } from "../../parts/copy";
import { formatChange, formatDate, formatNumber, formatPeriod, formatQuantity } from "../../parts/format";
import { quotation } from "../../parts/quotation";
import { Shown } from "../../parts/states";
import type { Characters } from "../../parts/text";
import type { Stretch } from "./layout";
import { messages } from "./messages";

interface Props {
  report: Document;
  text: Characters;
  target: Stretch;
  close: () => void;
  /** The page of the file on which the place stands. */
  page: number | null;
  openPage: ((page: number) => void) | undefined;
}

export function Panel({ report, text, target, close, page, openPage }: Props) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const { start, end } = target;
  const found = useResource<{ statements: Statement[] }>(`/api/documents/${encodeURIComponent(report.id)}/statements?start=${start}&end=${end}`);
  const cited = { doc: report.id, start, end, quote: text.slice(start, end), title: report.title, date: report.date };
  return (
    <aside class="panel no-print" aria-label={t.panel}>
      <p class="panel-head">
        <CopyButton text={() => quotation(cited, location.origin, chosen)}>{t.copyQuotation}</CopyButton>
        {page !== null && openPage && <button type="button" class="plain small" onClick={() => openPage(page)}>{t.onPage(page)}</button>}
        <button type="button" class="plain small" onClick={close} aria-label={t.close}>×</button>
      </p>
      <Shown of={found}>
        {({ statements }) =>
          statements.length === 0 ? <p class="muted">{t.noStatement}</p> : (
            <ul class="bare">
              {statements.map((one, index) => <li key={index} class="statement" data-kind={one.kind}><Told statement={one} /></li>)}
            </ul>
          )
        }
      </Shown>
    </aside>
  );
}

function Told({ statement }: { statement: Statement }) {
  if (statement.kind === "figure") return <FigureTold of={statement} others={statement.others} />;
  if (statement.kind === "project") return <ProjectTold of={statement} others={statement.others} />;
  return <RelationTold of={statement} others={statement.others} />;
}

function FigureTold({ of, others }: { of: Figure; others: Elsewhere<Figure>[] }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  return (
    <>
      <p class="figure">{of.qualifier}{formatNumber(of.value, chosen)}<span class="unit">{of.unit}</span></p>
      <p>{of.indicator} · {formatPeriod(of.period, chosen) || c.unknown}<span class="status" data-status={of.status}>{c.statuses[of.status]}</span></p>
      <p><EntityLink of={of.subject} />{of.change && <span class="muted"> {formatChange(of.change, chosen)}</span>}</p>
      <Others of={others}>
        {(one) => (
          <>
            <span class="value">{formatNumber(one.value, chosen)}<span class="unit">{one.unit}</span></span> {formatPeriod(one.period, chosen)}
            {one.period === of.period && (one.value !== of.value || one.unit !== of.unit) && <span class="badge warn">{t.differs}</span>}
          </>
        )}
      </Others>
    </>
  );
}

function ProjectTold({ of, others }: { of: ProjectRecord; others: Elsewhere<ProjectRecord>[] }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const entity = (key: Key | null) => key && <EntityLink of={key} />;
  const rows: [string, ComponentChildren][] = [
    [t.zone, entity(of.zone)],
    [t.companies, of.companies.length > 0 && of.companies.map((one, index) => <>{index > 0 && "、"}<EntityLink of={one} /></>)],
    [t.industry, entity(of.industry)],
    [t.investment, formatQuantity(of.investment, chosen)],
    [t.area, formatQuantity(of.area, chosen)],
    [t.capacity, of.capacity],
    [t.stage, [of.stage, formatPeriod(of.stage_date, chosen)].filter(Boolean).join(" ")],
  ];
  return (
    <>
      <p class="figure name"><EntityLink of={of.project} /></p>
      <dl>{rows.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <Others of={others}>{(one) => <>{[one.stage, formatQuantity(one.investment, chosen)].filter(Boolean).join(" · ")}</>}</Others>
    </>
  );
}

function RelationTold({ of, others }: { of: RelationRecord; others: Elsewhere<RelationRecord>[] }) {
  const c = useMessages(common);
  return (
    <>
      <p><EntityLink of={of.subject} /> <span class="predicate">{c.predicates[of.predicate]}</span> <EntityLink of={of.object} />{of.role && ` （${of.role}）`}</p>
      <Others of={others}>{() => null}</Others>
    </>
  );
}

function Others<T extends Elsewhere<Figure | ProjectRecord | RelationRecord>>({ of, children }: { of: T[]; children: (one: T) => ComponentChildren }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  if (!of.length) return <p class="muted">{t.noOthers}</p>;
  return (
    <details class="elsewhere" open>
      <summary>{t.others} <span class="count">{of.length}</span></summary>
      <ul class="bare">
        {of.map((one) => (
          <li key={`${one.doc}:${one.start}`}>
            {children(one)} <a href={toPlace(one)} title={one.quote}>{one.title ?? one.doc}</a> <span class="muted">{formatDate(one.date, chosen)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

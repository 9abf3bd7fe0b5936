// One entity over all reports: its names, figures, projects, relations, and where it stands.

import type { ComponentChildren } from "preact";

import { useResource } from "../../api/resource";
import type { Entity, Figure, Key, ProjectRecord, RelationRecord } from "../../api/types";
import { toChain, toDocument, toGraph, toPlace, toPolicy, toReading } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink, Quote } from "../../parts/citation";
import { formatChange, formatNumber, formatPeriod, formatQuantity, nameOf, typeOf } from "../../parts/format";
import { Loading, ProblemNotice } from "../../parts/states";
import { Table, type Column } from "../../parts/table";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";
import "./entity.css";

export default function EntityView({ parameters }: ViewProps) {
  const key = parameters["key"] ?? "";
  const t = useMessages(messages);
  const c = useMessages(common);
  const entity = useResource<Entity>(`/api/entities/${key.split("/").map(encodeURIComponent).join("/")}`);
  useTitle(entity.data?.name ?? nameOf(key));
  if (entity.data) return <Known entity={entity.data} />;
  if (!entity.problem) return <Loading />;
  const type = (c.types as Record<string, string>)[typeOf(key)] ?? typeOf(key);
  return (
    <ProblemNotice problem={entity.problem} retry={entity.reload}>
      {entity.problem.kind === "missing" && (
        <>
          <p>{t.gone(type, nameOf(key))}</p>
          <p><a href={toReading(nameOf(key))}>{t.ask(nameOf(key))}</a></p>
        </>
      )}
    </ProblemNotice>
  );
}

function Known({ entity }: { entity: Entity }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const others = entity.surfaces.filter((one) => one !== entity.name);
  return (
    <article class="entity-view">
      <header>
        <h1>{entity.name}<span class="kind">{c.types[entity.type] ?? entity.type}</span></h1>
        {others.length > 0 && <p class="muted">{t.also} {others.join("、")}</p>}
        <p class="iri">{entity.id}</p>
        {entity.type === "Policy" && <p><a href={toPolicy(entity.name)}>{t.asPolicy}</a></p>}
        <p class="no-print row"><a href={toGraph({ key: entity.key })}>{c.inGraph}</a>{entity.type === "Zone" && <>{" "}<a href={toChain(undefined, { zone: entity.key })}>{c.inChains}</a></>}</p>
      </header>
      <Figures rows={entity.facts} />
      <Projects rows={entity.projects} self={entity.key} />
      <Relations rows={entity.relations} self={entity.key} />
      <section>
        <h2>{t.reports} <span class="count">{entity.documents.length}</span></h2>
        <ul class="bare">
          {entity.documents.map((one) => {
            const first = entity.mentions.find((mention) => mention.doc === one.id);
            return <li key={one.id}><a href={first ? toPlace(first) : toDocument(one.id)}>{one.title ?? one.id}</a></li>;
          })}
        </ul>
      </section>
    </article>
  );
}

const placeKey = (one: { doc: string; start: number }, index: number) => `${one.doc}:${one.start}:${index}`;

function Figures({ rows }: { rows: Figure[] }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  if (!rows.length) return null;
  const columns: Column<Figure>[] = [
    { id: "indicator", title: c.indicator, cell: (one) => one.indicator, order: (one) => one.indicator, main: true },
    {
      id: "value", title: c.value, order: (one) => one.value,
      cell: (one) => (
        <span class="value">
          {one.qualifier}{formatNumber(one.value, chosen)}<span class="unit">{one.unit}</span>
          {one.status !== "实际" && <span class="status" data-status={one.status}>{c.statuses[one.status]}</span>}
        </span>
      ),
    },
    { id: "change", title: t.change, cell: (one) => formatChange(one.change, chosen) },
    { id: "period", title: c.period, cell: (one) => formatPeriod(one.period, chosen), order: (one) => one.period },
    { id: "quote", title: c.quote, cell: (one) => <Quote of={one} /> },
  ];
  return <Part title={t.figures} count={rows.length}><Table columns={columns} rows={rows} rowKey={placeKey} caption={t.figures} first={50} /></Part>;
}

function Projects({ rows, self }: { rows: ProjectRecord[]; self: Key }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  if (!rows.length) return null;
  const columns: Column<ProjectRecord>[] = [
    { id: "project", title: t.project, cell: (one) => <Other of={one.project} self={self} />, order: (one) => nameOf(one.project), main: true },
    { id: "companies", title: t.companies, cell: (one) => one.companies.map((company, index) => <>{index > 0 && "、"}<Other of={company} self={self} /></>) },
    { id: "investment", title: t.investment, kind: "number", cell: (one) => formatQuantity(one.investment, chosen), order: (one) => one.investment?.value },
    { id: "stage", title: t.stage, cell: (one) => [one.stage, formatPeriod(one.stage_date, chosen)].filter(Boolean).join(" "), order: (one) => one.stage },
    { id: "quote", title: c.quote, cell: (one) => <Quote of={one} /> },
  ];
  return <Part title={t.projects} count={rows.length}><Table columns={columns} rows={rows} rowKey={placeKey} caption={t.projects} first={50} /></Part>;
}

function Relations({ rows, self }: { rows: RelationRecord[]; self: Key }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  if (!rows.length) return null;
  const columns: Column<RelationRecord>[] = [
    { id: "subject", title: c.subject, cell: (one) => <Other of={one.subject} self={self} />, order: (one) => nameOf(one.subject), main: true },
    { id: "predicate", title: t.relation, cell: (one) => c.predicates[one.predicate] + (one.role ? `（${one.role}）` : ""), order: (one) => one.predicate },
    { id: "object", title: t.object, cell: (one) => <Other of={one.object} self={self} />, order: (one) => nameOf(one.object) },
    { id: "quote", title: c.quote, cell: (one) => <Quote of={one} /> },
  ];
  return <Part title={t.relations} count={rows.length}><Table columns={columns} rows={rows} rowKey={placeKey} caption={t.relations} first={50} /></Part>;
}

function Part({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title} <span class="count">{count}</span></h2>
      {children}
    </section>
  );
}

function Other({ of, self }: { of: Key; self: Key }) {
  return of === self ? <>{nameOf(of)}</> : <EntityLink of={of} />;
}

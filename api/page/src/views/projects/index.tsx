// 项目: a board of projects by stage, with filters; each project's life with its sources.

import { useState } from "preact/hooks";

import { useResource, useSteady } from "../../api/resource";
import { toEntity, toPlace } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { Choice } from "../../parts/choice";
import { formatDate, formatNumber, formatPeriod, formatQuantity } from "../../parts/format";
import { Shown } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { boardAddress, FIRST, stageAddress, type Board, type Card } from "./board";
import { messages } from "./messages";
import "./projects.css";

export default function Projects({ query }: ViewProps) {
  const t = useMessages(messages);
  const board = useSteady(useResource<Board>(boardAddress(query)));
  useTitle(t.title);
  return <Shown of={board}>{(told) => <Stages of={told} query={query} />}</Shown>;
}

function Stages({ of: board, query }: { of: Board; query: URLSearchParams }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const open = query.get("project") ? board.project : null;
  const lost = query.get("project") !== null && !board.project;
  return (
    <div class="projects">
      <h1>{t.title} <span class="count">{t.count(formatNumber(board.count, chosen))}</span> {board.yi > 0 && <span class="count">{t.sumOf(formatNumber(Math.round(board.yi * 100) / 100, chosen))}</span>}</h1>
      <form class="filters no-print" onSubmit={(event) => event.preventDefault()}>
        <Choice name="zone" label={t.zone} value={query.get("zone") ?? ""} options={board.zones} />
        <Choice name="industry" label={t.industry} value={query.get("industry") ?? ""} options={board.industries} />
        <Choice name="year" label={t.year} value={query.get("year") ?? ""} options={board.years} />
        <label>{t.least} <input type="number" min={0} step="any" value={query.get("least") ?? ""} onChange={(event) => setParameters({ least: event.currentTarget.value })} /></label>
      </form>
      {lost && <p class="notice" role="status">{t.lost((query.get("project") ?? "").replace(/^Project\//, ""))}</p>}
      {board.count === 0 && <p class="notice">{board.all ? t.none : t.empty}</p>}
      <div class={open ? "board-and-life" : ""}>
        <div class="board" role="region" tabIndex={0} aria-label={t.lead}>
          {board.stages.map(({ stage, count, projects }) => <Stage key={stage} stage={stage} count={count} first={projects} query={query} />)}
        </div>
        {open && <Life of={open} />}
      </div>
    </div>
  );
}

/** A column of the board: the largest projects first, no more at once than can be read. */
function Stage({ stage, count, first, query }: { stage: string; count: number; first: Card[]; query: URLSearchParams }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const [most, setMost] = useState(FIRST);
  const further = useSteady(useResource<Board>(most > FIRST ? stageAddress(query, stage, most) : null));
  const shown = (most > FIRST && further.data?.stages[0]?.projects) || first;
  return (
    <section class="stage">
      <h2>{stage ? ((t.stages as Record<string, string>)[stage] ?? stage) : t.noStage} <span class="count">{formatNumber(count, chosen)}</span></h2>
      <ul class="bare">{shown.map((one) => <li key={one.key}><CardOf of={one} current={one.key === query.get("project")} /></li>)}</ul>
      {count > shown.length && <button type="button" class="plain small" disabled={further.loading} onClick={() => setMost(most * 4)}>{c.more(formatNumber(Math.min(count, most * 4) - shown.length, chosen))}</button>}
    </section>
  );
}

function CardOf({ of: project, current }: { of: Card; current: boolean }) {
  const chosen = useStore(language);
  return (
    <button type="button" class="card" aria-pressed={current} onClick={() => setParameters({ project: current ? null : project.key }, { replace: false })}>
      <span class="name">{project.name}</span>
      <span class="facts-line">
        {project.investment && <span class="value">{formatQuantity(project.investment, chosen)}</span>}
        <span>{project.zone}</span>
        <span class="muted">{formatPeriod(project.when, chosen)}</span>
      </span>
      {project.companies.length > 0 && <span class="muted">{project.companies.join("、")}</span>}
    </button>
  );
}

/** What the reports say of a project, in the order of time, each with its place. */
function Life({ of: project }: { of: NonNullable<Board["project"]> }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const stages = t.stages as Record<string, string>;
  return (
    <aside class="life" aria-label={t.life}>
      <p class="life-head"><strong>{project.name}</strong> <button type="button" class="plain small no-print" aria-label={t.close} onClick={() => setParameters({ project: null })}>×</button></p>
      <p class="muted">{[project.zone, project.industry, project.companies.join("、")].filter(Boolean).join(" · ")}</p>
      <ol>
        {[...project.said].reverse().map((one) => (
          <li key={`${one.doc}:${one.start}`}>
            <span class="muted">{formatPeriod(one.when, chosen)}</span> {one.stage ? (stages[one.stage] ?? one.stage) : ""} {formatQuantity(one.investment, chosen)}
            <a href={toPlace(one)}>{one.title}{one.date ? ` · ${formatDate(one.date, chosen)}` : ""}</a>
          </li>
        ))}
      </ol>
      <p><a href={toEntity(project.key)}>{t.toEntity}</a></p>
    </aside>
  );
}

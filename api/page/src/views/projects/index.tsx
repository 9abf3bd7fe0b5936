// 项目: a board of projects by stage, with filters; each project's life with its sources.

import { useState } from "preact/hooks";

import { useResource } from "../../api/resource";
import { toEntity, toPlace } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { Choice } from "../../parts/choice";
import { formatDate, formatNumber, formatPeriod, formatQuantity } from "../../parts/format";
import { Shown } from "../../parts/states";
import { frequent } from "../../parts/tally";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";
import { loadProjects, STAGES, timeOf, type Project } from "./records";
import "./projects.css";

export default function Projects({ query }: ViewProps) {
  const t = useMessages(messages);
  const projects = useResource<Project[]>("projects", loadProjects);
  useTitle(t.title);
  return <Shown of={projects}>{(all) => <Board all={all} query={query} />}</Shown>;
}

function Board({ all, query }: { all: Project[]; query: URLSearchParams }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const wanted = { zone: query.get("zone") ?? "", industry: query.get("industry") ?? "", least: query.get("least") ?? "", year: query.get("year") ?? "" };
  const fitting = all.filter((one) => fits(one, wanted));
  const open = all.find((one) => one.key === query.get("project"));
  const sum = fitting.reduce((total, one) => total + (one.yi ?? 0), 0);
  const columns = [...STAGES, ""].map((stage) => ({ stage, some: fitting.filter((one) => (STAGES.includes(one.stage as (typeof STAGES)[number]) ? one.stage : "") === stage) }));
  return (
    <div class="projects">
      <h1>{t.title} <span class="count">{t.count(formatNumber(fitting.length, chosen))}</span> {sum > 0 && <span class="count">{t.sumOf(formatNumber(Math.round(sum * 100) / 100, chosen))}</span>}</h1>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <Choice name="zone" label={t.zone} value={wanted.zone} options={frequent(all.map((one) => one.zone))} />
        <Choice name="industry" label={t.industry} value={wanted.industry} options={frequent(all.map((one) => one.industry))} />
        <Choice name="year" label={t.year} value={wanted.year} options={frequent(all.flatMap((one) => [...new Set(one.said.map((said) => timeOf(said).slice(0, 4)))])).sort().reverse()} />
        <label>{t.least} <input type="number" min={0} step="any" value={wanted.least} onChange={(event) => setParameters({ least: event.currentTarget.value })} /></label>
      </form>
      {fitting.length === 0 && <p class="notice">{t.none}</p>}
      <div class={open ? "board-and-life" : ""}>
        <div class="board" role="region" tabIndex={0} aria-label={t.lead}>
          {columns.filter(({ some }) => some.length).map(({ stage, some }) => (
            <Stage key={stage} title={(stage && (t.stages as Record<string, string>)[stage]) || t.noStage} some={some} open={open} />
          ))}
        </div>
        {open && <Life of={open} />}
      </div>
    </div>
  );
}

const FIRST = 60;

/** A column of the board: the largest projects first, no more at once than can be read. */
function Stage({ title, some, open }: { title: string; some: Project[]; open: Project | undefined }) {
  const c = useMessages(common);
  const chosen = useStore(language);
  const [most, setMost] = useState(FIRST);
  return (
    <section class="stage">
      <h2>{title} <span class="count">{formatNumber(some.length, chosen)}</span></h2>
      <ul class="bare">{some.slice(0, most).map((one) => <li key={one.key}><Card of={one} current={one === open} /></li>)}</ul>
      {some.length > most && <button type="button" class="plain small" onClick={() => setMost(most * 4)}>{c.more(formatNumber(Math.min(some.length, most * 4) - most, chosen))}</button>}
    </section>
  );
}

function Card({ of: project, current }: { of: Project; current: boolean }) {
  const chosen = useStore(language);
  const [latest] = project.said;
  return (
    <button type="button" class="card" aria-pressed={current} onClick={() => setParameters({ project: current ? null : project.key }, { replace: false })}>
      <span class="name">{project.name}</span>
      <span class="facts-line">
        {project.investment && <span class="value">{formatQuantity(project.investment, chosen)}</span>}
        <span>{project.zone}</span>
        {latest && <span class="muted">{formatPeriod(timeOf(latest), chosen)}</span>}
      </span>
      {project.companies.length > 0 && <span class="muted">{project.companies.join("、")}</span>}
    </button>
  );
}

/** What the reports say of a project, in the order of time, each with its place. */
function Life({ of: project }: { of: Project }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const stages = t.stages as Record<string, string>;
  return (
    <aside class="life" aria-label={t.life}>
      <p class="life-head"><strong>{project.name}</strong> <button type="button" class="plain small" aria-label={t.close} onClick={() => setParameters({ project: null })}>×</button></p>
      <p class="muted">{[project.zone, project.industry, project.companies.join("、")].filter(Boolean).join(" · ")}</p>
      <ol>
        {[...project.said].reverse().map((one) => (
          <li key={`${one.doc}:${one.start}`}>
            <span class="muted">{formatPeriod(timeOf(one), chosen)}</span> {one.stage ? (stages[one.stage] ?? one.stage) : ""} {formatQuantity(one.investment, chosen)}
            <a href={toPlace(one)}>{one.title}{one.date ? ` · ${formatDate(one.date, chosen)}` : ""}</a>
          </li>
        ))}
      </ol>
      <p><a href={toEntity(project.key)}>{t.toEntity}</a></p>
    </aside>
  );
}

interface Wanted {
  zone: string;
  industry: string;
  least: string;
  year: string;
}

export function fits(project: Project, wanted: Wanted): boolean {
  return (
    (!wanted.zone || project.said.some((one) => one.zone === wanted.zone)) &&
    (!wanted.industry || project.said.some((one) => one.industry === wanted.industry)) &&
    (!wanted.least || (project.yi ?? 0) >= Number(wanted.least)) &&
    (!wanted.year || project.said.some((one) => timeOf(one).startsWith(wanted.year)))
  );
}

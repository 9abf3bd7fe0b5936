// 数据: the figures of some indicators by subject and period; every cell opens its sentence.

import { useResource } from "../../api/resource";
import { toPlace } from "../../app/addresses";
import { saveFile } from "../../app/clipboard";
import type { ViewProps } from "../../app/routes";
import { setList, setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { formatChange, formatNumber, formatPeriod } from "../../parts/format";
import type { PlotKind } from "../../parts/plot";
import { Shown } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { Chart } from "./chart";
import { conflicting, csvOf, linesOf, loadFigures, loadIndicators, pivot, reckoned, type FigureSaid, type Reckoned } from "./figures";
import { messages } from "./messages";
import { Picker } from "./picker";
import "./data.css";

const KINDS = ["line", "bar", "scatter"] as const satisfies readonly PlotKind[];

export default function Data({ query }: ViewProps) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const indicators = useResource("indicators", loadIndicators);
  const asked = query.getAll("indicator");
  const first = indicators.data?.[0]?.name;
  const names = asked.length ? asked : first === undefined ? [] : [first];
  const figures = useResource<FigureSaid[]>(names.length ? `figures:${names.join("\n")}` : null, (signal) => loadFigures(names, signal));
  useTitle(asked.join("、") || t.title);
  const subjects = [...new Set((figures.data ?? []).map((one) => one.subject))];
  return (
    <div class="figures-view">
      <h1>{t.title} <span class="count">{figures.data && t.count(formatNumber(figures.data.length, chosen))}</span></h1>
      <Shown of={indicators}>
        {(all) => (
          <form class="filters no-print" onSubmit={(event) => event.preventDefault()}>
            <Picker label={t.indicator} placeholder={t.addIndicator} chosen={names} options={all} change={(list) => setList("indicator", list)} />
            <Picker label={t.zones} placeholder={t.addZone} chosen={query.getAll("zone")} options={subjects.map((name) => ({ name }))} change={(list) => setList("zone", list)} />
            <p class="row">
              <label>{t.from} <input type="number" min={1980} max={2100} value={query.get("from") ?? ""} onChange={(event) => setParameters({ from: event.currentTarget.value })} /></label>
              <label>{t.to} <input type="number" min={1980} max={2100} value={query.get("to") ?? ""} onChange={(event) => setParameters({ to: event.currentTarget.value })} /></label>
              <label class="toggle"><input type="checkbox" checked={query.get("growth") !== null} onChange={(event) => setParameters({ growth: event.currentTarget.checked ? "1" : null })} /> {t.showGrowth}</label>
            </p>
          </form>
        )}
      </Shown>
      {names.length > 0 && <Shown of={figures}>{(told) => <Told indicators={names} figures={told} query={query} />}</Shown>}
    </div>
  );
}

function Told({ indicators, figures, query }: { indicators: readonly string[]; figures: FigureSaid[]; query: URLSearchParams }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const table = pivot(figures, { zones: query.getAll("zone"), from: query.get("from") ?? "", to: query.get("to") ?? "" });
  if (!table.rows.length) return <p class="notice">{t.none}</p>;
  const growth = query.get("growth") !== null;
  const years = table.periods.filter((one) => /^\d{4}$/.test(one)).length;
  const kind = KINDS.find((one) => one === query.get("kind")) ?? (years > 2 ? "line" : "bar");
  const name = indicators.join("、");
  const saveExcel = async () => saveFile(`${name}.xlsx`, await (await import("./excel")).excelOf(linesOf(table, growth)));
  return (
    <>
      <div role="group" aria-label={t.chart} class="choices no-print">
        {KINDS.map((one) => <button key={one} type="button" aria-pressed={one === kind} onClick={() => setParameters({ kind: one })}>{t.kinds[one]}</button>)}
      </div>
      <Chart table={table} indicators={indicators} kind={kind} growth={growth} />
      <p class="row">
        <span class="muted">{t.hint}</span>
        <button type="button" class="plain small no-print" onClick={() => saveFile(`${name}.csv`, csvOf(linesOf(table, growth)), "text/csv;charset=utf-8")}>{t.csv}</button>
        <button type="button" class="plain small no-print" onClick={() => void saveExcel()}>{t.excel}</button>
      </p>
      <div class="table-scroll" role="region" tabIndex={0} aria-label={t.region}>
        <table class="pivot">
          <thead>
            <tr>
              <th scope="col">{t.subject}</th>
              {indicators.length > 1 && <th scope="col">{c.indicator}</th>}
              {table.periods.map((one) => <th key={one} scope="col">{formatPeriod(one, chosen) || c.unknown}</th>)}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => {
              const changes = growth ? reckoned(row) : null;
              return (
                <tr key={`${row.subject} ${row.indicator}`}>
                  <th scope="row">{row.subject}</th>
                  {indicators.length > 1 && <td>{row.indicator}</td>}
                  {table.periods.map((period) => <td key={period}><Figures of={row.cells.get(period) ?? []} change={changes?.get(period)} /></td>)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** What the reports print for a cell, all of it where they differ, and below it what is reckoned. */
function Figures({ of: cell, change }: { of: FigureSaid[]; change: Reckoned | undefined }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  return (
    <>
      {cell.map((one) => (
        <a key={`${one.doc}:${one.start}`} class="cited" href={toPlace(one)} title={one.title}>
          {one.text}{one.status !== "实际" && <span class="status" data-status={one.status}>{c.statuses[one.status as "目标" | "预计"]}</span>}
          {one.change && <span class="muted"> {formatChange(one.change, chosen)}</span>}
        </a>
      ))}
      {conflicting(cell) && <span class="badge warn" title={t.conflictHint}>{t.conflict}</span>}
      {change && (
        <span class="reckoned" title={`(${change.to.text} − ${change.from.text}) ÷ ${change.from.text}`}>
          <span class="badge computed">{t.computed}</span> <a href={toPlace(change.from)}>{change.percent > 0 ? "+" : ""}{change.percent}%</a>
        </span>
      )}
    </>
  );
}

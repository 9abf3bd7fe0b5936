// 数据: the figures of an indicator by subject and period; every cell opens its sentence.

import { useResource } from "../../api/resource";
import { toPlace } from "../../app/addresses";
import { saveFile } from "../../app/clipboard";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { formatNumber, formatPeriod } from "../../parts/format";
import { Shown } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { Chart } from "./chart";
import { csvOf, loadFigures, loadIndicators, pivot, type FigureSaid } from "./figures";
import { messages } from "./messages";
import "./data.css";

export default function Data({ query }: ViewProps) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const indicators = useResource("indicators", loadIndicators);
  const indicator = query.get("indicator") ?? indicators.data?.[0]?.name ?? null;
  const figures = useResource<FigureSaid[]>(indicator === null ? null : `figures:${indicator}`, (signal) => loadFigures(indicator ?? "", signal));
  useTitle(indicator ?? t.title);
  return (
    <div class="figures-view">
      <h1>{t.title}</h1>
      <Shown of={indicators}>
        {(all) => (
          <form class="filters" onSubmit={(event) => event.preventDefault()}>
            <label>
              {t.indicator}{" "}
              <select value={indicator ?? ""} onChange={(event) => setParameters({ indicator: event.currentTarget.value, zone: null }, { replace: false })}>
                {all.map((one) => <option key={one.name} value={one.name}>{`${one.name}（${one.count}）`}</option>)}
              </select>
            </label>
            <Zones figures={figures.data ?? []} zones={query.getAll("zone")} />
            <label>{t.from} <input type="number" min={1980} max={2100} value={query.get("from") ?? ""} onChange={(event) => setParameters({ from: event.currentTarget.value })} /></label>
            <label>{t.to} <input type="number" min={1980} max={2100} value={query.get("to") ?? ""} onChange={(event) => setParameters({ to: event.currentTarget.value })} /></label>
            <span class="muted">{figures.data && t.count(formatNumber(figures.data.length, chosen))}</span>
          </form>
        )}
      </Shown>
      {indicator !== null && <Shown of={figures}>{(told) => <Told indicator={indicator} figures={told} query={query} />}</Shown>}
    </div>
  );
}

function Zones({ figures, zones }: { figures: FigureSaid[]; zones: string[] }) {
  const t = useMessages(messages);
  const subjects = [...new Set(figures.map((one) => one.subject))];
  return (
    <label>
      {t.zones}{" "}
      <select value={zones[0] ?? ""} onChange={(event) => setParameters({ zone: event.currentTarget.value })}>
        <option value="">{t.all}</option>
        {subjects.map((one) => <option key={one} value={one}>{one}</option>)}
      </select>
    </label>
  );
}

function Told({ indicator, figures, query }: { indicator: string; figures: FigureSaid[]; query: URLSearchParams }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const table = pivot(figures, { zones: query.getAll("zone"), from: query.get("from") ?? "", to: query.get("to") ?? "" });
  if (!table.rows.length) return <p class="notice">{t.none}</p>;
  const unit = commonUnit(figures);
  return (
    <>
      <Chart table={table} unit={unit} label={t.chartOf(indicator, unit)} />
      <p class="row"><span class="muted">{t.hint}</span> <button type="button" class="plain small" onClick={() => saveFile(`${indicator}.csv`, csvOf(indicator, table), "text/csv;charset=utf-8")}>{t.csv}</button></p>
      <div class="table-scroll" role="region" tabIndex={0} aria-label={t.region}>
        <table class="pivot">
          <thead><tr><th scope="col">{t.subject}</th>{table.periods.map((one) => <th key={one} scope="col">{formatPeriod(one, chosen) || c.unknown}</th>)}</tr></thead>
          <tbody>
            {table.rows.map(({ subject, cells }) => (
              <tr key={subject}>
                <th scope="row">{subject}</th>
                {table.periods.map((period) => (
                  <td key={period}>
                    {(cells.get(period) ?? []).map((one) => (
                      <a key={`${one.doc}:${one.start}`} class="cited" href={toPlace(one)} title={one.title}>
                        {one.text}{one.status !== "实际" && <span class="status" data-status={one.status}>{c.statuses[one.status as "目标" | "预计"]}</span>}
                      </a>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The unit that most of the figures have. */
export function commonUnit(figures: readonly FigureSaid[]): string {
  const counts = new Map<string, number>();
  for (const one of figures) counts.set(one.unit, (counts.get(one.unit) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

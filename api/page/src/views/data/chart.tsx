// The figures of whole years as lines or bars, one picture for each unit; two indicators against each other as points.

import { toPlace } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { formatNumber } from "../../parts/format";
import { Plot, type Dot, type PlotKind, type Series } from "../../parts/plot";
import { commonUnit, inUnit, reckoned, type FigureSaid, type Pivot, type PivotRow } from "./figures";
import { messages } from "./messages";

const MOST = 8;
const YEAR = /^\d{4}$/;

interface Props {
  table: Pivot;
  indicators: readonly string[];
  kind: PlotKind;
  growth: boolean;
}

export function Chart({ table, indicators, kind, growth }: Props) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  if (kind === "scatter") return <Against table={table} indicators={indicators} />;
  const years = allYears(table.periods.filter((one) => YEAR.test(one)));
  const pictures = byUnit(table.rows);
  const nameOf = (row: PivotRow) => (indicators.length > 1 ? `${row.subject} ${row.indicator}` : row.subject);
  return (
    <>
      {pictures.map(({ unit, rows }) => {
        const all = rows.flatMap((row) => [...row.cells.values()].flat());
        const series = rows.map((row): Series => ({ name: nameOf(row), dots: years.flatMap((year) => (row.cells.get(year) ?? []).flatMap((one) => dotOf(one, inUnit(one, unit, all), t.statuses))) })).filter((one) => one.dots.length);
        if (!series.length) return null;
        const left = all.filter((one) => YEAR.test(one.period)).length - series.reduce((sum, one) => sum + one.dots.length, 0);
        return (
          <div key={unit}>
            <Plot kind={kind} series={series.slice(0, MOST)} categories={years} title={t.chartOf(shownNames(rows), unit)} />
            {left > 0 && <p class="muted">{t.otherUnits(formatNumber(left, chosen), unit)}</p>}
            {series.length > MOST && <p class="muted">{t.firstLines(formatNumber(MOST, chosen), formatNumber(series.length, chosen))}</p>}
          </div>
        );
      })}
      {growth && <Growth table={table} years={years} nameOf={nameOf} />}
    </>
  );
}

/** Years without a gap: what lies between two that are told has its room too. */
function allYears(years: readonly string[]): string[] {
  const [first, last] = [Number(years[0]), Number(years[years.length - 1])];
  return last - first < 60 ? Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index)) : [...years];
}

function dotOf(one: FigureSaid, y: number | null, statuses: Record<string, string>): Dot[] {
  if (y === null) return [];
  return [{ x: one.period, y, href: toPlace(one), open: one.status !== "实际", label: `${one.subject} ${one.indicator} ${one.period}: ${one.text}${one.status === "实际" ? "" : ` (${statuses[one.status] ?? one.status})`}` }];
}

/** What is reckoned stands in a picture of its own, dashed. */
function Growth({ table, years, nameOf }: { table: Pivot; years: string[]; nameOf: (row: PivotRow) => string }) {
  const t = useMessages(messages);
  const series = table.rows
    .map((row): Series => ({ name: nameOf(row), dots: [...reckoned(row)].map(([year, { percent, from, to }]) => ({ x: year, y: percent, computed: true, href: toPlace(to), label: `${nameOf(row)} ${year}: ${t.computed} ${percent}% = (${to.text} − ${from.text}) ÷ ${from.text}` })) }))
    .filter((one) => one.dots.length);
  if (!series.length) return <p class="muted">{t.noGrowth}</p>;
  return <Plot kind="bar" series={series.slice(0, MOST)} categories={years} title={t.growthChart} />;
}

/** Each point is a subject in a year for which both indicators are told. */
function Against({ table, indicators }: { table: Pivot; indicators: readonly string[] }) {
  const t = useMessages(messages);
  const [across = "", up = ""] = indicators;
  const rowsOf = (name: string) => table.rows.filter((row) => row.indicator === name);
  const all = (name: string) => rowsOf(name).flatMap((row) => [...row.cells.values()].flat());
  const [xs, ys] = [all(across), all(up)];
  const [xUnit, yUnit] = [commonUnit(xs), commonUnit(ys)];
  const series = rowsOf(across).map((row): Series => {
    const other = rowsOf(up).find((one) => one.subject === row.subject);
    const dots = [...row.cells].flatMap(([period, cell]): Dot[] => {
      const [a, b] = [cell.find((one) => one.status === "实际"), other?.cells.get(period)?.find((one) => one.status === "实际")];
      const [x, y] = [a && inUnit(a, xUnit, xs), b && inUnit(b, yUnit, ys)];
      return a && b && x != null && y != null ? [{ x, y, href: toPlace(b), label: `${row.subject} ${period}: ${across} ${a.text}, ${up} ${b.text}` }] : [];
    });
    return { name: row.subject, dots };
  }).filter((one) => one.dots.length);
  if (indicators.length < 2) return <p class="notice">{t.twoForScatter}</p>;
  if (!series.length) return <p class="notice">{t.noPairs(across, up)}</p>;
  return <Plot kind="scatter" series={series} title={t.against(across, up)} xTitle={`${across}（${xUnit}）`} yTitle={`${up}（${yUnit}）`} />;
}

/** Rows whose units can be written in one another stand in one picture. */
function byUnit(rows: readonly PivotRow[]): { unit: string; rows: PivotRow[] }[] {
  const left = [...rows];
  const found: { unit: string; rows: PivotRow[] }[] = [];
  while (left.length) {
    const all = left.flatMap((row) => [...row.cells.values()].flat());
    const unit = commonUnit(all);
    const fits = left.filter((row) => [...row.cells.values()].flat().some((one) => inUnit(one, unit, all) !== null));
    if (!fits.length) break;
    found.push({ unit, rows: fits });
    for (const row of fits) left.splice(left.indexOf(row), 1);
  }
  return found;
}

function shownNames(rows: readonly PivotRow[]): string {
  return [...new Set(rows.map((row) => row.indicator))].join("、");
}

// Which columns of a result make a chart: what stands along it, and the numbers that are drawn.

import type { Row, Term } from "../../api/sparql";
import { addressOf } from "../../parts/result";
import type { PlotKind, Series } from "../../parts/plot";

const NUMERIC = /#(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger|gYear)$/;
export const MOST_BARS = 60;

export interface Columns {
  /** Columns of words, years among them. */
  words: string[];
  numbers: string[];
}

const isNumber = (term: Term | undefined) => term !== undefined && NUMERIC.test(term.datatype ?? "") && Number.isFinite(Number(term.value));

export function columnsOf(names: readonly string[], rows: readonly Row[]): Columns {
  const told = (name: string) => rows.filter((row) => row[name]);
  const numbers = names.filter((name) => told(name).length > 0 && told(name).every((row) => isNumber(row[name])));
  return { words: names.filter((name) => !numbers.includes(name) || /year|年/i.test(name)), numbers };
}

/** What is drawn at first: words that lie between few and many, and the first number that is no year. */
export function firstChoice(rows: readonly Row[], { words, numbers }: Columns): { x: string; y: string; kind: PlotKind } | null {
  const y = numbers.find((name) => !/year|年/i.test(name)) ?? numbers[0];
  if (y === undefined) return null;
  const years = words.find((name) => rows.length > 0 && rows.every((row) => !row[name] || /^\d{4}$/.test(row[name].value)));
  const labels = words.filter((name) => rows.some((row) => row[name]?.type === "literal"));
  const x = years ?? labels[0] ?? words[0];
  if (x === undefined) {
    const other = numbers.find((name) => name !== y);
    return other === undefined ? null : { x: other, y, kind: "scatter" };
  }
  return { x, y, kind: x === years && new Set(rows.map((row) => row[x]?.value)).size > 2 ? "line" : "bar" };
}

/** One series; for years, one for each value of the first other column of words. */
export function seriesOf(rows: readonly Row[], { x, y, kind }: { x: string; y: string; kind: PlotKind }, { words }: Columns): Series[] {
  const by = kind === "line" ? words.find((name) => name !== x && rows.some((row) => row[name]?.type === "literal")) : undefined;
  const series = new Map<string, Series & { dots: Series["dots"][number][] }>();
  const times = new Map<string, number>();
  for (const row of kind === "bar" ? rows.slice(0, MOST_BARS) : rows) {
    const [across, value] = [row[x], row[y]];
    if (!across || !value || !Number.isFinite(Number(value.value)) || (kind === "scatter" && !Number.isFinite(Number(across.value)))) continue;
    const name = (by && row[by]?.value) || y;
    const one = series.get(name) ?? { name, dots: [] };
    const shown = nameOfTerm(across);
    const about = [...words.filter((word) => word !== x).map((word) => row[word]).filter((term) => term?.type === "literal").map((term) => term?.value)].join(" ");
    const time = (times.get(`${name}\n${shown}`) ?? 0) + 1; // bars of the same name stand side by side, not on each other
    times.set(`${name}\n${shown}`, time);
    one.dots.push({
      x: kind === "scatter" ? Number(across.value) : kind === "bar" && time > 1 ? `${shown} (${time})` : shown, y: Number(value.value), label: `${shown} ${about}: ${value.value}`.replace(/ +/g, " "),
      href: Object.values(row).flatMap((term) => (term?.type === "uri" ? (addressOf(term.value) ?? []) : []))[0],
    });
    series.set(name, one);
  }
  return [...series.values()].slice(0, 8);
}

function nameOfTerm(term: Term): string {
  if (term.type !== "uri") return term.value;
  const last = term.value.split(/[/#]/).pop() ?? term.value;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

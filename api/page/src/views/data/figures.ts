// The figures of some indicators, read from the graph, as a table of subjects by periods; what is reckoned from them is
// told apart from what reports print.

import { runSparql, type Row } from "../../api/sparql";
import type { Change, Place } from "../../api/types";

export interface FigureSaid extends Place {
  subject: string;
  indicator: string;
  period: string;
  value: number;
  unit: string;
  /** The value in the base unit of its family (亿元 → 元); null for a unit that the vocabulary does not know. */
  base: number | null;
  text: string;
  status: string;
  /** The change that the report prints with it: 增长 12.3%. */
  change: Change | null;
  title: string;
}

/** A change that no report prints: from the figure of the year before. */
export interface Reckoned {
  percent: number;
  from: FigureSaid;
  to: FigureSaid;
}

export interface PivotRow {
  subject: string;
  indicator: string;
  cells: Map<string, FigureSaid[]>;
}

export interface Pivot {
  periods: string[];
  rows: PivotRow[];
}

export interface Wanted {
  zones: readonly string[];
  from: string;
  to: string;
}

// Counted by node first and named then: a quarter of the time on 100,000 passages.
const INDICATORS = `SELECT ?name ?count WHERE {
  { SELECT ?i (COUNT(?o) AS ?count) { ?o zg:indicator ?i ; zg:kind "level" } GROUP BY ?i }
  ?i rdfs:label ?name .
} ORDER BY DESC(?count) ?name LIMIT 3000`;

export async function loadIndicators(signal: AbortSignal): Promise<{ name: string; count: number }[]> {
  const result = await runSparql(INDICATORS, signal);
  const rows = result.kind === "rows" ? result.rows : [];
  return rows.map((row) => ({ name: row["name"]?.value ?? "", count: Number(row["count"]?.value ?? 0) }));
}

export async function loadFigures(indicators: readonly string[], signal: AbortSignal): Promise<FigureSaid[]> {
  const result = await runSparql(
    `SELECT DISTINCT ?o ?subject ?indicator ?period ?value ?unit ?base ?text ?status ?changeKind ?changeValue ?changeUnit ?doc ?title ?start ?end WHERE {
  VALUES ?indicator { ${indicators.map(quoted).join(" ")} }
  ?i rdfs:label ?indicator . ?o zg:indicator ?i ; a zg:Observation ; zg:kind "level" ; zg:subject/rdfs:label ?subject ;
     zg:value ?value ; zg:unit ?unit ; zg:text ?text ; zg:status ?status ; zg:start ?start ; zg:end ?end ; prov:wasDerivedFrom/zg:document ?d .
  ?d dcterms:identifier ?doc .
  OPTIONAL { ?d dcterms:title ?title }
  OPTIONAL { ?o zg:period ?period }
  OPTIONAL { ?o zg:baseValue ?base }
  OPTIONAL { ?o zg:changeKind ?changeKind ; zg:changeValue ?changeValue ; zg:changeUnit ?changeUnit }
} ORDER BY ?subject ?indicator ?period ?doc ?start LIMIT 20000`,
    signal,
  );
  return result.kind === "rows" ? result.rows.map(figureOf) : [];
}

/** A string of SPARQL: nothing in it ends it. */
export function quoted(words: string): string {
  return `"${words.replace(/[\\"\n\r\t]/g, (one) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[one] ?? one)}"`;
}

function figureOf(row: Row): FigureSaid {
  const value = (name: string) => row[name]?.value ?? "";
  return {
    subject: value("subject"), indicator: value("indicator"), period: value("period"), value: Number(value("value")), unit: value("unit"),
    base: row["base"] ? Number(value("base")) : null, text: value("text"), status: value("status"),
    change: row["changeValue"] ? { kind: value("changeKind"), value: Number(value("changeValue")), unit: value("changeUnit") } : null,
    doc: value("doc"), start: Number(value("start")), end: Number(value("end")), title: value("title") || value("doc"),
  };
}

/** Subjects and indicators by periods; a cell has each different value once, at the first place that says it. */
export function pivot(figures: readonly FigureSaid[], wanted: Wanted): Pivot {
  const rows = new Map<string, PivotRow>();
  const periods = new Set<string>();
  for (const one of figures) {
    const year = one.period.slice(0, 4);
    if ((wanted.zones.length && !wanted.zones.includes(one.subject)) || (wanted.from && year < wanted.from) || (wanted.to && year > wanted.to)) continue;
    const key = `${one.subject}\n${one.indicator}`;
    const row = rows.get(key) ?? { subject: one.subject, indicator: one.indicator, cells: new Map<string, FigureSaid[]>() };
    const cell = row.cells.get(one.period) ?? [];
    if (!cell.some((other) => other.value === one.value && other.unit === one.unit && other.status === one.status)) cell.push(one);
    row.cells.set(one.period, cell);
    rows.set(key, row);
    periods.add(one.period);
  }
  return { periods: [...periods].sort(), rows: [...rows.values()] };
}

/** Actual figures of a cell that say different things of one period: reports do not agree. */
export function conflicting(cell: readonly FigureSaid[]): boolean {
  const actual = cell.filter((one) => one.status === "实际" && one.period !== "");
  return actual.some((one) => actual[0] && sizeOf(one) !== sizeOf(actual[0]));
}

/** Words for counting: 51项 and 51个 of one indicator are as many. */
const COUNTERS = new Set(["个", "项", "户", "家", "件", "宗", "名", "人", "位"]);

function sizeOf(one: FigureSaid): string {
  if (one.base !== null) return String(one.base);
  return COUNTERS.has(one.unit) ? String(one.value) : `${one.value}${one.unit}`;
}

function alike(a: string, b: string): boolean {
  return a === b || (COUNTERS.has(a) && COUNTERS.has(b));
}

/** The change on the year before, by period: of whole years for which reports agree on one actual value. */
export function reckoned(row: PivotRow): Map<string, Reckoned> {
  const single = (period: string): FigureSaid | null => {
    const cell = row.cells.get(period) ?? [];
    return conflicting(cell) ? null : (cell.find((one) => one.status === "实际") ?? null);
  };
  const found = new Map<string, Reckoned>();
  for (const period of row.cells.keys()) {
    if (!/^\d{4}$/.test(period)) continue;
    const [to, from] = [single(period), single(String(Number(period) - 1))];
    if (!to || !from) continue;
    const [a, b] = from.base !== null && to.base !== null ? [from.base, to.base] : alike(from.unit, to.unit) ? [from.value, to.value] : [0, 0];
    if (a !== 0) found.set(period, { percent: Math.round(((b - a) / Math.abs(a)) * 10_000) / 100, from, to });
  }
  return found;
}

/** The unit that most of the figures have. */
export function commonUnit(figures: readonly FigureSaid[]): string {
  const counts = new Map<string, number>();
  for (const one of figures) counts.set(one.unit, (counts.get(one.unit) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/** The value in `unit`, where the figures tell how the units stand to each other; else null. */
export function inUnit(one: FigureSaid, unit: string, figures: readonly FigureSaid[]): number | null {
  if (alike(one.unit, unit)) return one.value;
  const like = figures.find((other) => other.unit === unit && other.base && other.value);
  if (!like?.base || one.base === null) return null;
  return Number(((one.base / like.base) * like.value).toPrecision(12));
}

export type Cell = string | number;

/** Every figure of a table, one a line, the printed ones and (where wanted) the reckoned ones marked so. */
export function linesOf(table: Pivot, withReckoned: boolean): Cell[][] {
  const head = ["subject", "indicator", "period", "value", "unit", "status", "text", "document", "title", "start", "end"];
  const lines = table.rows.flatMap((row) => {
    const printed = [...row.cells.values()].flat().map((one): Cell[] => [row.subject, row.indicator, one.period, one.value, one.unit, one.status, one.text, one.doc, one.title, one.start, one.end]);
    const changes = withReckoned
      ? [...reckoned(row)].map(([period, { percent, from, to }]): Cell[] => [row.subject, `${row.indicator} 同比`, period, percent, "%", "推算", `(${to.text} − ${from.text}) ÷ ${from.text}`, "", "", "", ""])
      : [];
    return [...printed, ...changes];
  });
  return [head, ...lines];
}

/** The lines as CSV, with a mark that lets Excel read it as UTF-8. */
export function csvOf(lines: readonly Cell[][]): string {
  const cell = (value: Cell) => {
    const words = String(value);
    const safe = typeof value === "string" && /^[=+@\t\r-]/.test(words) ? `'${words}` : words; // no formula
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

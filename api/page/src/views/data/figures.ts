// The figures of one indicator, read from the graph, as a table of subjects by periods.

import { runSparql, type Row } from "../../api/sparql";
import type { Place } from "../../api/types";

export interface FigureSaid extends Place {
  subject: string;
  period: string;
  value: number;
  unit: string;
  text: string;
  status: string;
  title: string;
}

export interface Pivot {
  periods: string[];
  rows: { subject: string; cells: Map<string, FigureSaid[]> }[];
}

const INDICATORS = `SELECT ?name (COUNT(?o) AS ?count) WHERE {
  ?o a zg:Observation ; zg:indicator/rdfs:label ?name ; zg:kind "level" .
} GROUP BY ?name ORDER BY DESC(?count) ?name LIMIT 1000`;

export async function loadIndicators(signal: AbortSignal): Promise<{ name: string; count: number }[]> {
  const result = await runSparql(INDICATORS, signal);
  const rows = result.kind === "rows" ? result.rows : [];
  return rows.map((row) => ({ name: row["name"]?.value ?? "", count: Number(row["count"]?.value ?? 0) }));
}

export async function loadFigures(indicator: string, signal: AbortSignal): Promise<FigureSaid[]> {
  const result = await runSparql(
    `SELECT DISTINCT ?o ?subject ?period ?value ?unit ?text ?status ?doc ?title ?start ?end WHERE {
  ?o a zg:Observation ; zg:indicator/rdfs:label ${quoted(indicator)} ; zg:kind "level" ; zg:subject/rdfs:label ?subject ;
     zg:value ?value ; zg:unit ?unit ; zg:text ?text ; zg:status ?status ; zg:start ?start ; zg:end ?end ; prov:wasDerivedFrom/zg:document ?d .
  ?d dcterms:identifier ?doc .
  OPTIONAL { ?d dcterms:title ?title }
  OPTIONAL { ?o zg:period ?period }
} ORDER BY ?subject ?period ?doc ?start LIMIT 20000`,
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
    subject: value("subject"), period: value("period"), value: Number(value("value")), unit: value("unit"), text: value("text"), status: value("status"),
    doc: value("doc"), start: Number(value("start")), end: Number(value("end")), title: value("title") || value("doc"),
  };
}

/** Subjects by periods; a cell has each different value once, at the first place that says it. */
export function pivot(figures: readonly FigureSaid[], wanted: { zones: readonly string[]; from: string; to: string }): Pivot {
  const rows = new Map<string, Map<string, FigureSaid[]>>();
  const periods = new Set<string>();
  for (const one of figures) {
    const year = one.period.slice(0, 4);
    if ((wanted.zones.length && !wanted.zones.includes(one.subject)) || (wanted.from && year < wanted.from) || (wanted.to && year > wanted.to)) continue;
    const cells = rows.get(one.subject) ?? new Map<string, FigureSaid[]>();
    const cell = cells.get(one.period) ?? [];
    if (!cell.some((other) => other.value === one.value && other.unit === one.unit && other.status === one.status)) cell.push(one);
    cells.set(one.period, cell);
    rows.set(one.subject, cells);
    periods.add(one.period);
  }
  return { periods: [...periods].sort(), rows: [...rows].map(([subject, cells]) => ({ subject, cells })) };
}

/** Every figure of a table as CSV, with a mark that lets Excel read it as UTF-8. */
export function csvOf(indicator: string, table: Pivot): string {
  const cell = (value: string | number) => {
    const words = String(value);
    const safe = typeof value === "string" && /^[=+@\t\r-]/.test(words) ? `'${words}` : words; // no formula
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = table.rows.flatMap(({ subject, cells }) =>
    [...cells.values()].flat().map((one) => [subject, indicator, one.period, one.value, one.unit, one.status, one.text, one.doc, one.title, one.start, one.end]),
  );
  const head = ["subject", "indicator", "period", "value", "unit", "status", "text", "document", "title", "start", "end"];
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

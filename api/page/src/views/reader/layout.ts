// A stored text as articles, lines, tables and pieces: what the reader draws. Offsets count characters.

import type { Article, Document, PassagePlace, Span } from "../../api/types";
import { characters, type Characters } from "../../parts/text";

export interface Section {
  start: number;
  end: number;
  anchor: string;
  article: Article | null;
}

export interface Stretch {
  start: number;
  end: number;
}

export interface Line extends Stretch {
  words: string;
  kind: "text" | "title" | "heading" | "caption" | "row";
}

/** A line by itself, or the rows of a table. */
export type Block = { kind: "line"; line: Line } | { kind: "table"; rows: Line[] };

export interface Piece {
  start: number;
  words: string;
  spans: Span[];
  cited: boolean;
}

/** The whole text in sections: the articles, and whatever stands between them. */
export function sectionsOf(report: Document, text: Characters): Section[] {
  const sections: Section[] = [];
  let at = 0;
  const between = (end: number) => {
    if (end > at && text.slice(at, end).trim()) sections.push({ start: at, end, anchor: `between-${at}`, article: null });
  };
  for (const one of [...report.articles].sort((a, b) => a.start - b.start)) {
    between(one.start);
    sections.push({ start: one.start, end: one.end, anchor: `article-${one.id}`, article: one });
    at = Math.max(at, one.end);
  }
  between(text.length);
  return sections;
}

/** Says what a line is: a title, heading or caption as the passages of the report tell, a row where it has tabs. */
export function lineKinds(report: Document): (words: string, start: number, end: number) => Line["kind"] {
  const titles = new Set(report.articles.map((one) => one.title));
  const headings = new Set(report.passages.map((one) => one.heading));
  const passages = [...report.passages].sort((a, b) => a.start - b.start);
  let first = 0; // lines are asked for in their order
  return (words, start, end) => {
    if (words.includes("\t")) return "row";
    if (titles.has(words)) return "title";
    while (first > 0 && (passages[first]?.end ?? 0) > start) first--;
    while (first < passages.length && (passages[first] as PassagePlace).end <= start) first++;
    const over: PassagePlace[] = [];
    for (let index = first; index < passages.length; index++) {
      const one = passages[index];
      if (!one || one.start >= end) break;
      over.push(one);
    }
    if (over.some((one) => one.kind === "title" && end - start <= one.end - one.start)) return "title";
    if (over.length > 0 && over.every((one) => one.kind === "caption")) return "caption";
    return headings.has(words) ? "heading" : "text";
  };
}

/** The lines of a section that are not empty, rows of a table together. */
export function blocksOf(section: Section, text: Characters, kindOf: ReturnType<typeof lineKinds>): Block[] {
  const blocks: Block[] = [];
  let at = section.start;
  for (const words of text.slice(section.start, section.end).split("\n")) {
    const length = characters(words).length;
    const [start, end] = [at, at + length];
    at += length + 1;
    if (!words.trim()) continue;
    const kind = kindOf(words.replace(/^[ \u3000]+|\s+$/g, ""), start, end);
    const line: Line = { start, end, words, kind };
    const last = blocks[blocks.length - 1];
    if (kind !== "row") blocks.push({ kind: "line", line });
    else if (last?.kind === "table") last.rows.push(line);
    else blocks.push({ kind: "table", rows: [line] });
  }
  return blocks;
}

/** The cells of a row, parted by tabs. */
export function cellsOf(row: Line): Stretch[] {
  let at = row.start;
  return row.words.split("\t").map((words) => {
    const start = at;
    at += characters(words).length + 1;
    return { start, end: at - 1 };
  });
}

/** Spans by place: `over(stretch)` gives those that cover some of it, in the order of their start. */
export function spanFinder(spans: readonly Span[]): (stretch: Stretch) => Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const longest = sorted.reduce((most, one) => Math.max(most, one.end - one.start), 0);
  return ({ start, end }) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as Span).start < start - longest) low = middle + 1;
      else high = middle;
    }
    const found: Span[] = [];
    for (let index = low; index < sorted.length; index++) {
      const one = sorted[index] as Span;
      if (one.start >= end) break;
      if (one.end > start) found.push(one);
    }
    return found;
  };
}

/** A stretch of text cut wherever a span begins or ends; each piece has the spans that cover it. */
export function piecesOf(stretch: Stretch, inside: readonly Span[], text: Characters, target: Stretch | null): Piece[] {
  if (stretch.end <= stretch.start) return [];
  const borders = new Set([stretch.start, stretch.end]);
  for (const span of target ? [...inside, target] : inside) {
    if (span.start > stretch.start && span.start < stretch.end) borders.add(span.start);
    if (span.end > stretch.start && span.end < stretch.end) borders.add(span.end);
  }
  const places = [...borders].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? stretch.end;
    return {
      start: from,
      words: text.slice(from, to),
      spans: inside.filter((span) => span.start <= from && span.end >= to),
      cited: target !== null && target.start <= from && target.end >= to,
    };
  });
}

/** The statements among spans, each stretch of each kind once: what the margin shows. */
export function statementsIn(spans: readonly Span[], stretch: Stretch): Span[] {
  const found = new Map<string, Span>();
  for (const one of spans) {
    if (one.kind === "mention" || one.start < stretch.start || one.start >= stretch.end) continue;
    const key = `${one.kind}:${one.start}:${one.end}`;
    const former = found.get(key);
    found.set(key, former ? { ...former, label: [former.label, one.label].filter(Boolean).join("\n") } : one);
  }
  return [...found.values()];
}

/** The place that an address names; null where it names none in this text. */
export function targetOf(query: URLSearchParams, length: number): Stretch | null {
  const [start, end] = ["start", "end"].map((name) => Number.parseInt(query.get(name) ?? "", 10));
  if (start === undefined || end === undefined || !Number.isInteger(start) || !Number.isInteger(end)) return null;
  return 0 <= start && start < end && start < length ? { start, end: Math.min(end, length) } : null;
}

/** The page of the file on which a character stands; null for a file without pages. */
export function pageAt(pages: Document["pages"], start: number): number | null {
  let found: number | null = null;
  for (const [from, page] of pages) {
    if (from > start) break;
    found = page;
  }
  return found;
}

/** The page that begins in a stretch, where one does; none where the file has one page only. */
export function pageFrom(pages: Document["pages"], { start, end }: Stretch): number | null {
  if (pages.length < 2) return null;
  return pages.find(([from]) => start <= from && from < end)?.[1] ?? null;
}

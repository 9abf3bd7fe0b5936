// A stored text as articles, lines and pieces: what the reader draws. Offsets count characters.

import type { Article, Document, Span } from "../../api/types";
import { characters, type Characters } from "../../parts/text";

export interface Section {
  start: number;
  end: number;
  anchor: string;
  article: Article | null;
}

export interface Line {
  start: number;
  end: number;
  words: string;
  kind: "text" | "title" | "heading" | "caption";
}

export interface Target {
  start: number;
  end: number;
}

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

/** The lines of a section that are not empty: paragraphs, titles, headings, captions, rows of tables. */
export function linesOf(section: Section, report: Document, text: Characters): Line[] {
  const found: Line[] = [];
  let at = section.start;
  for (const words of text.slice(section.start, section.end).split("\n")) {
    const length = characters(words).length;
    if (words.trim()) found.push({ start: at, end: at + length, words: words.trim(), kind: kindOf(words.trim(), at, at + length, report) });
    at += length + 1;
  }
  return found;
}

function kindOf(words: string, start: number, end: number, report: Document): Line["kind"] {
  const over = report.passages.filter((one) => one.start < end && one.end > start);
  if (over.some((one) => one.kind === "title") || report.articles.some((one) => one.title === words)) return "title";
  if (over.length > 0 && over.every((one) => one.kind === "caption")) return "caption";
  return report.passages.some((one) => one.heading === words) ? "heading" : "text";
}

/** A line cut wherever a span begins or ends; each piece has the spans that cover it. */
export function piecesOf(line: { start: number; end: number }, spans: readonly Span[], text: Characters, target: Target | null): Piece[] {
  const inside = spans.filter((span) => span.start < line.end && span.end > line.start);
  const borders = new Set([line.start, line.end]);
  for (const span of target ? [...inside, target] : inside) {
    if (span.start > line.start && span.start < line.end) borders.add(span.start);
    if (span.end > line.start && span.end < line.end) borders.add(span.end);
  }
  const places = [...borders].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? line.end;
    return {
      start: from,
      words: text.slice(from, to),
      spans: inside.filter((span) => span.start <= from && span.end >= to),
      cited: target !== null && target.start <= from && target.end >= to,
    };
  });
}

/** The place that an address names; null where it names none in this text. */
export function targetOf(query: URLSearchParams, length: number): Target | null {
  const [start, end] = ["start", "end"].map((name) => Number.parseInt(query.get(name) ?? "", 10));
  if (start === undefined || end === undefined || !Number.isInteger(start) || !Number.isInteger(end)) return null;
  return 0 <= start && start < end && start < length ? { start, end: Math.min(end, length) } : null;
}

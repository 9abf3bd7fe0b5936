// Characters as the server counts them, and words of reports as text nodes, never as markup.

import type { Mark } from "../api/types";

/** Offsets of the server count characters; JavaScript strings count UTF-16 units. */
export interface Characters {
  length: number;
  slice(start: number, end?: number): string;
}

export function characters(text: string): Characters {
  if (!/[\ud800-\udfff]/.test(text)) return text;
  const all = Array.from(text);
  return { length: all.length, slice: (start, end) => all.slice(start, end).join("") };
}

export interface Piece {
  words: string;
  kind: Mark[2] | null;
}

/** The text cut at its marks (disjoint, in order). */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const points = characters(text);
  const cut: Piece[] = [];
  let at = 0;
  for (const [start, end, kind] of marks) {
    if (start > at) cut.push({ words: points.slice(at, start), kind: null });
    cut.push({ words: points.slice(start, end), kind });
    at = end;
  }
  if (at < points.length) cut.push({ words: points.slice(at), kind: null });
  return cut;
}

const SENTENCE_END = /[。！？；\n]/;

/** The sentence around characters `start` to `end` of a text. */
export function sentenceAround(text: string, start: number, end: number): { start: number; end: number } {
  const points = characters(text);
  let [from, to] = [start, end];
  while (from > 0 && !SENTENCE_END.test(points.slice(from - 1, from))) from--;
  while (to < points.length && !SENTENCE_END.test(points.slice(to - 1, to))) to++;
  return { start: from, end: to };
}

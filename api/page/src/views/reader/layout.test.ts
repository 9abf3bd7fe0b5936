import { expect, test } from "vitest";

import type { Document, Span } from "../../api/types";
import { characters } from "../../parts/text";
import { blocksOf, cellsOf, lineKinds, pageAt, pageFrom, piecesOf, sectionsOf, spanFinder, statementsIn, targetOf } from "./layout";

const TEXT = "前言\n甲区报告\n一、投资\n𠮷林项目投资5亿元。\n指标\t数值\n投资\t5\n图：园区\n后记";
const at = (words: string) => characters(TEXT.slice(0, TEXT.indexOf(words))).length;
const place = (words: string) => ({ start: at(words), end: at(words) + characters(words).length });

const report = {
  text: TEXT,
  articles: [{ id: "1", title: "甲区报告", ...place("甲区报告\n一、投资\n𠮷林项目投资5亿元。\n指标\t数值\n投资\t5\n图：园区") }],
  passages: [
    { article: "1", kind: "body", heading: "一、投资", ...place("𠮷林项目投资5亿元。") },
    { article: "1", kind: "caption", heading: "一、投资", ...place("图：园区") },
  ],
} as unknown as Document;
const text = characters(TEXT);

test("nothing of a text is left out", () => {
  const sections = sectionsOf(report, text);
  expect(sections.map((one) => text.slice(one.start, one.end).trim()).join("\n")).toBe(TEXT);
  expect(sections.map((one) => one.article?.id ?? null)).toEqual([null, "1", null]);
});

test("lines are titles, headings, captions, tables and text", () => {
  const section = sectionsOf(report, text)[1]!;
  const blocks = blocksOf(section, text, lineKinds(report));
  expect(blocks.map((one) => (one.kind === "line" ? one.line.kind : one.rows.length))).toEqual(["title", "heading", "text", 2, "caption"]);
  const table = blocks[3]!;
  const cells = table.kind === "table" ? table.rows.flatMap(cellsOf).map((one) => text.slice(one.start, one.end)) : [];
  expect(cells).toEqual(["指标", "数值", "投资", "5"]);
});

const span = (kind: Span["kind"], words: string): Span => ({ kind, key: "Zone/x", ...place(words) });

test("a line is cut where spans begin and end, also beyond the plane of UTF-16", () => {
  const line = place("𠮷林项目投资5亿元。");
  const over = spanFinder([span("observation", "投资5亿元"), span("mention", "𠮷林项目"), span("mention", "后记")]);
  const cut = piecesOf(line, over(line), text, place("5亿元"));
  expect(cut.map((one) => [one.words, one.spans.map((told) => told.kind), one.cited])).toEqual([
    ["𠮷林项目", ["mention"], false],
    ["投资", ["observation"], false],
    ["5亿元", ["observation"], true],
    ["。", [], false],
  ]);
});

test("a long span is found from its middle", () => {
  const all = spanFinder([{ kind: "relation", key: "a", start: 0, end: 1000 }, ...Array.from({ length: 50 }, (_, n): Span => ({ kind: "mention", key: "b", start: n * 10, end: n * 10 + 2 }))]);
  expect(all({ start: 905, end: 906 }).map((one) => one.key)).toEqual(["a"]);
});

test("the margin has each stretch once", () => {
  const line = place("𠮷林项目投资5亿元。");
  const twice = [{ ...span("relation", "投资5亿元"), label: "一" }, { ...span("relation", "投资5亿元"), label: "二" }, span("mention", "投资")];
  expect(statementsIn(twice, line).map((one) => one.label)).toEqual(["一\n二"]);
});

test.each([["start=1&end=3", { start: 1, end: 3 }], ["start=3&end=1", null], ["start=999&end=1000", null], ["start=x", null], ["start=1&end=99999", { start: 1, end: 40 }], ["", null]])("%s", (query, place) => {
  expect(targetOf(new URLSearchParams(query), 40)).toEqual(place);
});

test("a place has the page of the file on which it stands", () => {
  const pages: [number, number][] = [[0, 1], [120, 2], [300, 4]];
  expect([0, 119, 120, 999].map((at) => pageAt(pages, at))).toEqual([1, 1, 2, 4]);
  expect(pageAt([], 5)).toBeNull();
  expect(pageFrom(pages, { start: 100, end: 130 })).toBe(2);
  expect(pageFrom(pages, { start: 130, end: 300 })).toBeNull();
  expect(pageFrom([[0, 1]], { start: 0, end: 10 })).toBeNull();
});

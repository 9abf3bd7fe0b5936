import { expect, test } from "vitest";

import { csvOf, pivot, quoted, type FigureSaid } from "./figures";

const figure = (told: Partial<FigureSaid>): FigureSaid => ({ subject: "甲区", period: "2023", value: 1, unit: "亿元", text: "1亿元", status: "实际", doc: "a", start: 0, end: 4, title: "报告", ...told });
const all = { zones: [], from: "", to: "" };

test("different values of a cell are all shown, the same value once", () => {
  const table = pivot([figure({}), figure({ doc: "b" }), figure({ doc: "c", value: 2 }), figure({ period: "2024", status: "目标" })], all);
  expect(table.periods).toEqual(["2023", "2024"]);
  expect(table.rows[0]?.cells.get("2023")?.map((one) => one.doc)).toEqual(["a", "c"]);
});

test("zones and years are chosen", () => {
  const figures = [figure({}), figure({ subject: "乙区" }), figure({ period: "2021-01/2021-06" })];
  expect(pivot(figures, { zones: ["乙区"], from: "", to: "" }).rows.map((one) => one.subject)).toEqual(["乙区"]);
  expect(pivot(figures, { zones: [], from: "2022", to: "2023" }).periods).toEqual(["2023"]);
});

test("a CSV has a mark for Excel, quotes, and no formulas", () => {
  const text = csvOf('=投资,"额"', pivot([figure({})], all));
  expect(text.startsWith("\ufeffsubject,")).toBe(true);
  expect(text).toContain('甲区,"\'=投资,""额""",2023,1,亿元');
});

test("nothing in an indicator's name ends the string of a query", () => {
  expect(quoted('a"} \\ \n')).toBe('"a\\"} \\\\ \\n"');
});

import { expect, test } from "vitest";

import { conflicting, csvOf, inUnit, linesOf, pivot, quoted, reckoned, type FigureSaid } from "./figures";
import { excelOf } from "./excel";

const figure = (told: Partial<FigureSaid>): FigureSaid => ({
  subject: "甲区", indicator: "投资", period: "2023", value: 1, unit: "亿元", base: null, text: "1亿元", status: "实际", change: null, doc: "a", start: 0, end: 4, title: "报告", ...told,
});
const all = { zones: [], from: "", to: "" };

test("different values of a cell are all shown, the same value once", () => {
  const table = pivot([figure({}), figure({ doc: "b" }), figure({ doc: "c", value: 2 }), figure({ period: "2024", status: "目标" })], all);
  expect(table.periods).toEqual(["2023", "2024"]);
  const cell = table.rows[0]?.cells.get("2023") ?? [];
  expect(cell.map((one) => one.doc)).toEqual(["a", "c"]);
  expect(conflicting(cell)).toBe(true);
  expect(conflicting([figure({ base: 1e8 }), figure({ value: 10_000, unit: "万元", base: 1e8 })])).toBe(false);
  expect(conflicting([figure({ unit: "个" }), figure({ unit: "项" })])).toBe(false);
  expect(conflicting([figure({}), figure({ value: 3, status: "目标" })])).toBe(false);
});

test("subjects, indicators and years are told apart and chosen", () => {
  const figures = [figure({}), figure({ subject: "乙区" }), figure({ indicator: "产值" }), figure({ period: "2021-01/2021-06" })];
  expect(pivot(figures, { ...all, zones: ["乙区"] }).rows.map((one) => one.subject)).toEqual(["乙区"]);
  expect(pivot(figures, all).rows.map((one) => one.indicator)).toEqual(["投资", "投资", "产值"]);
  expect(pivot(figures, { ...all, from: "2022", to: "2023" }).periods).toEqual(["2023"]);
});

test("a change is reckoned from two whole years on which reports agree", () => {
  const row = (figures: FigureSaid[]) => pivot(figures, all).rows[0] ?? { subject: "", indicator: "", cells: new Map<string, FigureSaid[]>() };
  const [before, after] = [figure({ period: "2022", value: 80, base: 8e9 }), figure({ value: 1_000_000, unit: "万元", base: 1e10 })];
  expect(reckoned(row([before, after])).get("2023")?.percent).toBe(25);
  expect(reckoned(row([before, after, figure({ period: "2022", value: 81, base: 8.1e9 })])).size).toBe(0);
  expect(reckoned(row([before, figure({ value: 5, unit: "户" })])).size).toBe(0);
  expect(inUnit(after, "亿元", [before])).toBe(100);
});

test("a CSV has a mark for Excel, quotes, and no formulas; what is reckoned says so", () => {
  const table = pivot([figure({ indicator: '=投资,"额"' }), figure({ indicator: '=投资,"额"', period: "2022", value: 2, text: "2亿元" })], all);
  const text = csvOf(linesOf(table, true));
  expect(text.startsWith("\ufeffsubject,")).toBe(true);
  expect(text).toContain('甲区,"\'=投资,""额""",2023,1,亿元,实际');
  expect(text).toContain("2023,-50,%,推算");
});

test("an Excel file is a zip with a sheet", async () => {
  const bytes = new Uint8Array(await (await excelOf(linesOf(pivot([figure({})], all), false))).arrayBuffer());
  expect(String.fromCharCode(...bytes.slice(0, 2))).toBe("PK");
  expect(new TextDecoder("latin1").decode(bytes)).toContain("xl/worksheets/sheet1.xml");
});

test("nothing in an indicator's name ends the string of a query", () => {
  expect(quoted('a"} \\ \n')).toBe('"a\\"} \\\\ \\n"');
});

import { expect, test } from "vitest";

import { sortRows } from "./table";

test("rows without a value come last either way", () => {
  const rows = [{ v: 3 }, { v: null }, { v: 10 }, { v: 1 }];
  expect(sortRows(rows, (row) => row.v, false).map((row) => row.v)).toEqual([1, 3, 10, null]);
  expect(sortRows(rows, (row) => row.v, true).map((row) => row.v)).toEqual([10, 3, 1, null]);
});

test("numbers in words are sorted by their value", () => {
  expect(sortRows(["10号", "9号"], (row) => row, false)).toEqual(["9号", "10号"]);
});

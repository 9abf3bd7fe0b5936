import { expect, test } from "vitest";

import { placed, ticks } from "./scale";

test.each([
  [[3, 162.24], [0, 50, 100, 150, 200]],
  [[-4.2, 12.5], [-5, 0, 5, 10, 15]],
  [[0], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[0.3, 0.1], [0, 0.1, 0.2, 0.3]],
])("ticks of %j", (values, expected) => {
  expect(ticks(values)).toEqual(expected);
});

test("ticks without zero stay near the values", () => {
  expect(ticks([2019, 2025], 6, false)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025]);
});

test("the outer ticks are at the ends", () => {
  expect(placed(0, [0, 50, 100], 10, 20)).toBe(10);
  expect(placed(100, [0, 50, 100], 10, 20)).toBe(20);
  expect(placed(25, [0, 50, 100], 100, 0)).toBe(75);
});

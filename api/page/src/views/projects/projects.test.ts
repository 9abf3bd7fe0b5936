import { expect, test } from "vitest";

import { boardAddress, stageAddress } from "./board";

const query = (words: string) => new URLSearchParams(words);

test("the board is asked for with the filters of the address, and what is no filter is left out", () => {
  expect(boardAddress(query(""))).toBe("/api/projects?");
  expect(boardAddress(query("zone=甲区&year=2024&least=0.5&project=Project/乙&show=x"))).toBe(`/api/projects?${new URLSearchParams({ zone: "甲区", year: "2024", least: "0.5", project: "Project/乙" })}`);
  expect(boardAddress(query("year=今年&least=-3"))).toBe("/api/projects?");
  expect(boardAddress(query("least=many&zone=%20"))).toBe("/api/projects?");
});

test("more of a stage is asked for by its name, also of the one that nobody tells", () => {
  expect(stageAddress(query("zone=甲区&project=Project/乙"), "在建", 240)).toBe(`/api/projects?${new URLSearchParams({ zone: "甲区", stage: "在建", most: "240" })}`);
  expect(stageAddress(query(""), "", 240)).toBe("/api/projects?stage=-&most=240");
});

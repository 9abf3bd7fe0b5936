import { expect, test } from "vitest";

import { choose, dataAddress, FIRST, stateOf, type Served } from "./network";
import { tally } from "../../parts/tally";

const ZONE = "Zone/云川经开区";

function served(firms: number): Served {
  const nodes = [{ key: ZONE, name: "云川经开区", ties: firms + 1 }, { key: "Region/云川市", name: "云川市", ties: 1 }];
  for (let index = 0; index < firms; index++) nodes.push({ key: `Company/企业${index}`, name: `企业${index}`, ties: 1 });
  return {
    about: [ZONE], doc: null, found: nodes.length, nodes,
    edges: [
      { from: 0, to: 1, relation: "part_of", role: "", count: 1, places: [[1, 0, 4]] },
      ...Array.from({ length: firms }, (_, index) => ({ from: index + 2, to: 0, relation: "located_in", role: "", count: 2, places: [[0, index, index + 3], [1, index, index + 3]] as [number, number, number][] })),
    ],
    documents: [{ id: "a", title: "甲", date: "2023-05-01" }, { id: "b", title: "乙", date: "2025-01-01" }],
  };
}

const state = (words = "") => stateOf(ZONE, new URLSearchParams(words));

test("no more than eighty nodes at first sight, and what is left is told", () => {
  const drawn = choose(served(300), state());
  expect(drawn.nodes).toHaveLength(FIRST);
  expect(drawn.nodes[0]?.key).toBe(ZONE);
  expect(drawn.left).toBe(302 - FIRST);
  expect(choose(served(300), state("show=200")).nodes).toHaveLength(200);
});

test("filters by type, relation, report and years", () => {
  const types = (words: string) => tally(choose(served(5), state(words)).nodes.map((one) => one.type)).map((one) => `${one.value}${one.count}`);
  expect(types("")).toEqual(["Company5", "Region1", "Zone1"]);
  expect(types("types=Region")).toEqual(["Region1", "Zone1"]);
  expect(types("relations=located_in")).toEqual(["Company5", "Zone1"]);
  expect(types("doc=a")).toEqual(["Company5", "Zone1"]);
  expect(types("from=2024")).toEqual(["Company5", "Region1", "Zone1"]);
  expect(types("to=2024")).toEqual(["Company5", "Zone1"]);
  expect(types("from=2026")).toEqual(["Zone1"]);
  expect(choose(served(5), state("doc=b")).edges.flatMap((one) => one.ties.flatMap((tie) => tie.places.map((place) => place.doc)))).toEqual(Array(6).fill("b"));
});

test("an entity that was opened brings its neighbours, though the picture was full", () => {
  const told = served(300);
  const last = told.nodes.length;
  told.about.push("Company/企业250");
  told.nodes.push({ key: "Project/新项目", name: "新项目", ties: 1 });
  told.edges.push({ from: 252, to: last, relation: "invests_in", role: "", count: 1, places: [[0, 1, 2]] });
  const keys = choose(told, state("open=Company/企业250")).nodes.map((one) => one.key);
  expect(keys).toContain("Project/新项目");
  expect(keys).toContain("Company/企业250");
});

test("ties both ways are one line without an arrow", () => {
  const told = served(1);
  told.edges.push({ from: 0, to: 2, relation: "partner_of", role: "", count: 1, places: [[0, 1, 2]] });
  const edge = choose(told, state()).edges.find((one) => one.ties.length === 2);
  expect(edge?.arrow).toBe(false);
});

test("the address asks for what the state needs", () => {
  expect(dataAddress(state("open=Company/甲&open=Company/乙"))).toBe("/api/graph?about=Zone%2F%E4%BA%91%E5%B7%9D%E7%BB%8F%E5%BC%80%E5%8C%BA&about=Company%2F%E7%94%B2&about=Company%2F%E4%B9%99&most=800");
  expect(dataAddress(stateOf(null, new URLSearchParams("doc=a")))).toBe("/api/graph?doc=a&most=400");
  expect(dataAddress(stateOf(null, new URLSearchParams("show=5000")))).toBe("/api/graph?most=5000");
});

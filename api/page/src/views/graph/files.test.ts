import { expect, test } from "vitest";

import { graphml } from "../../parts/drawing";
import { networkOf, sourcesOf, svgOf } from "./files";
import type { Drawn, Served } from "./network";

const drawn: Drawn = {
  left: 0,
  nodes: [{ key: "Zone/甲<区>", name: "甲<区>", type: "Zone", ties: 2, drawn: 1 }, { key: "Company/乙", name: "乙", type: "Company", ties: 1, drawn: 1 }],
  edges: [{ a: "Company/乙", b: "Zone/甲<区>", arrow: true, ties: [{ from: "Company/乙", to: "Zone/甲<区>", relation: "located_in", role: "", places: [{ doc: "d", start: 3, end: 9 }, { doc: "d", start: 12, end: 20 }] }] }],
};

test("the SVG draws every node and edge, names the types and takes no markup from names", () => {
  const { content, height } = svgOf(drawn, { points: new Float64Array([50, 50, 200, 150]), width: 300, height: 200, done: true }, (type) => `种类${type}`);
  expect(content.match(/<line /g)).toHaveLength(1);
  expect(content.match(/<circle /g)).toHaveLength(4); // two nodes, two types
  expect(content).toContain("甲&lt;区&gt;");
  expect(content).toContain("种类Company");
  expect(content).toContain('fill="var(--type-zone)"');
  expect(height).toBeGreaterThan(200);
});

test("sources are the places of what is drawn", () => {
  const served = { documents: [{ id: "d", title: "报告", date: "2024" }] } as unknown as Served;
  expect(sourcesOf(drawn, served, "http://here")).toEqual([{ title: "报告", date: "2024", places: ["http://here/doc/d?start=12&end=20", "http://here/doc/d?start=3&end=9"] }]);
});

test("GraphML has an edge for each relation, with its places", () => {
  const text = graphml(networkOf(drawn));
  expect(text).toContain('<edge source="Company/乙" target="Zone/甲&lt;区&gt;"><data key="edge-predicate">located_in</data><data key="edge-documents">1</data><data key="edge-places">d:3-9 d:12-20</data></edge>');
});

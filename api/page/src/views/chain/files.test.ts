import { expect, test } from "vitest";

import type { Chain, Member } from "./chains";
import { legendOf, networkOf, sourcesOf } from "./files";

const firm: Member = {
  key: "Company/瑞和新能源", kind: "Company", name: "瑞和新能源", zones: [], companies: [], stage: null, stage_date: null, investment: null,
  evidence: [{ doc: "d", start: 4, end: 9, how: "produces" }],
};
const part = { definition: "", stage: "上游", missing: false, elsewhere: [], investment: 0 };
const chain: Chain = {
  id: "c", label: "链", label_en: "Chain", definition: "", zone: null, against: null, whole: [], zones: [], pairings: [],
  links: [{ ...part, id: "c/a", label: "甲", label_en: "A", layer: 0, members: [firm] }, { ...part, id: "c/b", label: "乙", label_en: "B", layer: 1, members: [], missing: true }],
  edges: [{ from: "c/a", to: "c/b", kind: "told", evidence: [{ doc: "e", start: 1, end: 2 }] }],
};

test("the sources are the places of members and of what reports tell", () => {
  const titles = new Map([["d", { title: "报告", date: "2024年" }]]);
  expect(sourcesOf(chain, "http://here", titles)).toEqual([
    { title: "报告", date: "2024年", places: ["http://here/doc/d?start=4&end=9"] },
    { title: "e", date: "", places: ["http://here/doc/e?start=1&end=2"] },
  ]);
});

test("GraphML tells what is ours from what reports say", () => {
  const { nodes, edges } = networkOf(chain);
  expect(nodes.map((one) => one.fields["from"])).toEqual(["skeleton", "skeleton", "reports"]);
  expect(edges.map((one) => [one.source, one.target, one.fields["relation"], one.fields["from"]])).toEqual([
    ["c/a", "c/b", "told", "reports"], ["Company/瑞和新能源", "c/a", "on_link", "reports"],
  ]);
});

test("the legend names every sign, on more lines where it must", () => {
  const words = { progress: { planned: "储备", building: "在建", trial: "试生产", running: "投产", unknown: "未写明" }, company: "企业", zone: "开发区", sides: [{ name: "<甲区>", colour: "var(--accent)" }] };
  const [wide, narrow] = [legendOf(1200, 100, words), legendOf(200, 100, words)];
  for (const name of ["储备", "在建", "试生产", "投产", "未写明", "企业", "开发区", "&lt;甲区&gt;"]) expect(wide.content).toContain(name);
  expect(narrow.height).toBeGreaterThan(wide.height);
});

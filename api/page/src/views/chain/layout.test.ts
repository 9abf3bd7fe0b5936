import { expect, test } from "vitest";

import type { Chain, Edge, Link, Member } from "./chains";
import { layoutOf, MOST_NODES, orderLayers, perLink, ranked } from "./layout";

function member(name: string, told: Partial<Member> = {}): Member {
  return { key: `Project/${name}`, kind: "Project", name, zones: [], companies: [], stage: null, stage_date: null, investment: null, evidence: [], ...told };
}

function link(id: string, layer: number, members: Member[] = []): Link {
  const stage = ["上游", "中游", "下游"][Math.min(layer, 2)] ?? "";
  return { id, label: id, label_en: id, definition: "", stage, layer, missing: !members.length, members, elsewhere: [], investment: 0 };
}

const feeds = (from: string, to: string, kind: Edge["kind"] = "supplies"): Edge => ({ from, to, kind, evidence: [] });

function chain(links: Link[], edges: Edge[]): Chain {
  return { id: "c", label: "c", label_en: "c", definition: "", zone: null, against: null, whole: [], links, edges, zones: [], pairings: [] };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => member(`p${index}`));

test("layers go from left to right, or down on a narrow screen, and no card lies on another", () => {
  const links = [link("a", 0, many(3)), link("b", 0), link("c", 1, many(1)), link("d", 2), link("e", 2, many(5)), link("f", 3)];
  const edges = [feeds("a", "c"), feeds("b", "c"), feeds("c", "d"), feeds("c", "e"), feeds("e", "f"), feeds("f", "a", "returns")];
  for (const width of [320, 1300]) {
    const { cards, ...drawn } = layoutOf(chain(links, edges), width, (one) => one.label, () => "");
    const of = (id: string) => cards.find((one) => one.link.id === id)!;
    for (const { from, to, kind } of edges) {
      if (kind === "returns") continue;
      if (width > 600) expect(of(from).x + of(from).width).toBeLessThan(of(to).x);
      else expect(of(from).y + of(from).height).toBeLessThan(of(to).y);
    }
    for (const [index, one] of cards.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width).toBeLessThanOrEqual(drawn.width + 0.01);
      expect(one.y + one.height).toBeLessThanOrEqual(drawn.height + 0.01);
      for (const other of cards.slice(index + 1)) {
        const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
        expect(apart, `${one.link.id} ${other.link.id}`).toBe(true);
      }
    }
    expect(drawn.stages.map((one) => one.stage)).toEqual(["上游", "中游", "下游"]);
    expect(drawn.edges).toHaveLength(edges.length);
  }
});

test("no more than eighty nodes are shown, and what is left out is counted", () => {
  const links = Array.from({ length: 20 }, (_, index) => link(`l${index}`, index % 5, many(index)));
  const { cards } = layoutOf(chain(links, []), 1300, (one) => one.label, () => "");
  const shown = cards.reduce((sum, card) => sum + card.rows.length, 0);
  expect(shown + cards.length).toBeLessThanOrEqual(MOST_NODES);
  for (const card of cards) expect(card.rows.length + card.more).toBe(card.link.members.length);
});

test("room is given to all links alike", () => {
  expect(perLink([10, 1, 0, 3], 8)).toBe(4);
  expect(perLink([2, 2], 100)).toBe(2);
  expect(perLink([5, 5], 1)).toBe(0);
});

test("links stand beside what they feed", () => {
  const layers = orderLayers([link("a", 0), link("b", 0), link("x", 1), link("y", 1)], [feeds("a", "y"), feeds("b", "x")]);
  const of = (layer: number) => layers[layer]!.map((one) => one.id);
  expect([of(0).indexOf("a") < of(0).indexOf("b"), of(1).indexOf("y") < of(1).indexOf("x")]).toSatisfy(([one, other]: boolean[]) => one === other);
});

test("projects come before firms and zones, the largest first; of two zones one after the other", () => {
  const one = link("a", 0, [member("甲", { kind: "Company", key: "Company/甲" }), member("小", { investment: 1 }), member("大", { investment: 9 })]);
  expect(ranked(one).map(({ member }) => member.name)).toEqual(["大", "小", "甲"]);
  const both = { ...one, a: { members: [member("甲项目")], investment: 0 }, b: { members: [member("乙项目", { investment: 5 })], investment: 5 }, who: "both" as const };
  expect(ranked(both).map(({ side }) => side)).toEqual(["a", "b"]);
});

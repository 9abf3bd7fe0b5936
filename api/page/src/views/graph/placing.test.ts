import { expect, test } from "vitest";

import { textWidth } from "../../parts/drawing";
import { fit, LABEL, placeLabels, spiral, spread, type Labelled } from "./placing";

const NAMES = ["云川经济技术开发区", "启明光能有限公司", "硅片扩建项目", "光伏", "石渡瑞和新能源有限公司"];

function field(count: number): Labelled[] {
  const points = spiral(count);
  return Array.from({ length: count }, (_, index) => ({ x: 500 + 4 * points[2 * index]!, y: 350 + 3 * points[2 * index + 1]!, radius: 5, text: NAMES[index % NAMES.length]! }));
}

const boxes = (nodes: Labelled[], labels: ReturnType<typeof placeLabels>) =>
  labels.map((one) => ({ x: one.x, y: one.y - LABEL, width: textWidth(nodes[one.index]!.text, LABEL), height: LABEL }));

const apart = (a: { x: number; y: number; width: number; height: number }, b: typeof a) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test("no two labels overlap, however many nodes there are", () => {
  for (const count of [30, 80, 1200]) {
    const nodes = field(count);
    const placed = boxes(nodes, placeLabels(nodes, { x: 0, y: 0, width: 1000, height: 700 }));
    expect(placed.length).toBeGreaterThan(count / 40);
    expect(placed.every((one, index) => placed.slice(index + 1).every((other) => apart(one, other)))).toBe(true);
  }
});

test("labels do not lie on other nodes, and the first nodes get theirs first", () => {
  const nodes = [{ x: 100, y: 100, radius: 6, text: "甲开发区" }, { x: 104, y: 118, radius: 6, text: "乙公司" }, { x: 96, y: 82, radius: 6, text: "丙项目" }];
  const labels = placeLabels(nodes, { x: 0, y: 0, width: 300, height: 300 });
  expect(labels[0]?.index).toBe(0);
  for (const [place, label] of boxes(nodes, labels).entries())
    nodes.forEach((node, index) => index === labels[place]?.index || expect(apart(label, { x: node.x - 6, y: node.y - 6, width: 12, height: 12 })).toBe(true));
});

test("a label at the edge of the frame moves aside to be read whole", () => {
  const frame = { x: 0, y: 0, width: 300, height: 200 };
  const nodes = [{ x: 8, y: 60, radius: 5, text: "云川经济技术开发区" }, { x: 290, y: 190, radius: 5, text: "启明光能有限公司" }];
  const placed = boxes(nodes, placeLabels(nodes, frame));
  expect(placed).toHaveLength(2);
  for (const one of placed) expect([one.x >= 0, one.x + one.width <= 300, one.y + one.height <= 200]).toEqual([true, true, true]);
});

test("what was chosen is labelled where nothing else would be", () => {
  const crowd = Array.from({ length: 60 }, (_, index) => ({ x: 100 + (index % 8), y: 100 + Math.floor(index / 8), radius: 6, text: "拥挤的开发区", forced: index === 59 }));
  expect(placeLabels(crowd, { x: 0, y: 0, width: 300, height: 300 }).some((one) => one.index === 59)).toBe(true);
});

test("nodes are pushed apart as far as their labels need, within the frame", () => {
  const count = 40;
  const points = spiral(count);
  fit(points, 1000, 700, { x: 60, y: 20 });
  const sizes = Array.from({ length: count }, () => ({ width: 110, height: 34 }));
  spread(points, sizes, 1000, 700);
  for (let one = 0; one < count; one++) {
    expect(points[2 * one]).toBeGreaterThanOrEqual(55);
    expect(points[2 * one + 1]).toBeLessThanOrEqual(683);
    for (let other = one + 1; other < count; other++)
      expect(Math.abs(points[2 * one]! - points[2 * other]!) >= 109.9 || Math.abs(points[2 * one + 1]! - points[2 * other + 1]!) >= 33.9).toBe(true);
  }
});

test("new nodes begin beside the one that was opened, known ones where they are", () => {
  const points = spiral(3, [{ x: 5, y: 6 }, undefined, { x: 50, y: 60 }], [undefined, 2, undefined]);
  expect([points[0], points[1], points[4], points[5]]).toEqual([5, 6, 50, 60]);
  expect(Math.hypot(points[2]! - 50, points[3]! - 60)).toBeCloseTo(20);
});

// Where nodes and labels stand: pure geometry, the same in the worker, on the screen and in files.

import { fitText, textWidth } from "../../parts/drawing";

export const LABEL = 12; // size of the type

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Coordinates as x, y, x, y, … */
export type Points = Float64Array;

/** Where nodes stand before the layout: on a sunflower's spiral, the first in the middle. The same for the same nodes. */
export function spiral(count: number, known: readonly ({ x: number; y: number } | undefined)[] = [], near: readonly (number | undefined)[] = []): Points {
  const points = new Float64Array(count * 2);
  for (let index = 0; index < count; index++) {
    const [angle, radius] = [index * 2.399963, 10 * Math.sqrt(index)];
    const anchor = known[index] ?? known[near[index] ?? -1];
    const spread = known[index] ? 0 : anchor ? 20 : radius;
    points[2 * index] = (anchor?.x ?? 0) + Math.cos(angle) * spread;
    points[2 * index + 1] = (anchor?.y ?? 0) + Math.sin(angle) * spread;
  }
  return points;
}

/** Stretch the points over a frame with a margin: each direction to fill it, or one at most `most` times as far as the other. */
export function fit(points: Points, width: number, height: number, margin: { x: number; y: number }, most = Infinity): void {
  const count = points.length / 2;
  if (!count) return;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let index = 0; index < count; index++) {
    const [x, y] = [points[2 * index] ?? 0, points[2 * index + 1] ?? 0];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  const room = { x: Math.max(1, width - 2 * margin.x), y: Math.max(1, height - 2 * margin.y) };
  const scale = { x: right > left ? room.x / (right - left) : 1, y: bottom > top ? room.y / (bottom - top) : 1 };
  const least = Math.min(scale.x, scale.y) * most;
  [scale.x, scale.y] = [Math.min(scale.x, least), Math.min(scale.y, least)];
  for (let index = 0; index < count; index++) {
    points[2 * index] = width / 2 + ((points[2 * index] ?? 0) - (left + right) / 2) * scale.x;
    points[2 * index + 1] = height / 2 + ((points[2 * index + 1] ?? 0) - (top + bottom) / 2) * scale.y;
  }
}

/**
 * Push apart what lies on one another: each node is a box as wide as its label. Stays within the frame. After
 * Dwyer, Marriott and Stuckey, Fast node overlap removal (2005), with steps of pairs in place of their solver.
 */
export function spread(points: Points, boxes: readonly { width: number; height: number }[], width: number, height: number, rounds = 120): void {
  const count = boxes.length;
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (let one = 0; one < count; one++) {
      for (let other = one + 1; other < count; other++) {
        const [a, b] = [boxes[one], boxes[other]];
        if (!a || !b) continue;
        const [dx, dy] = [(points[2 * other] ?? 0) - (points[2 * one] ?? 0), (points[2 * other + 1] ?? 0) - (points[2 * one + 1] ?? 0)];
        const [over, under] = [(a.width + b.width) / 2 - Math.abs(dx), (a.height + b.height) / 2 - Math.abs(dy)];
        if (over <= 0 || under <= 0) continue;
        moved = true;
        // by the shorter way: mostly up and down, for labels are wide
        if (under < over) {
          const step = ((dy === 0 ? (one % 2 ? -1 : 1) : Math.sign(dy)) * under) / 2;
          points[2 * one + 1] = (points[2 * one + 1] ?? 0) - step;
          points[2 * other + 1] = (points[2 * other + 1] ?? 0) + step;
        } else {
          const step = ((dx === 0 ? (one % 2 ? -1 : 1) : Math.sign(dx)) * over) / 2;
          points[2 * one] = (points[2 * one] ?? 0) - step;
          points[2 * other] = (points[2 * other] ?? 0) + step;
        }
      }
    }
    for (let index = 0; index < count; index++) {
      const box = boxes[index];
      if (!box) continue;
      points[2 * index] = Math.min(width - box.width / 2, Math.max(box.width / 2, points[2 * index] ?? 0));
      points[2 * index + 1] = Math.min(height - box.height / 2, Math.max(box.height / 2, points[2 * index + 1] ?? 0));
    }
    if (!moved) return;
  }
}

/** A name as it is written in a frame of some width: long ones are cut, and told in full where they are chosen. */
export function shortName(name: string, width: number, size = LABEL): string {
  return fitText(name, Math.min(17 * size, Math.max(6 * size, 0.42 * width)), size);
}

/** A node to be labelled, in pixels of the screen. */
export interface Labelled {
  x: number;
  y: number;
  radius: number;
  text: string;
  /** Labelled whatever is under it: what was chosen or found. */
  forced?: boolean;
}

export interface Label {
  index: number;
  x: number;
  y: number;
  width: number;
}

const CELL = 64;

/**
 * A label for each node that has room, the first nodes first: below the node, above, right or left of it, and none
 * where all four would lie on another label or node. No two labels overlap.
 */
export function placeLabels(nodes: readonly Labelled[], frame: Box, { most = 160, size = LABEL } = {}): Label[] {
  const taken = new Map<number, Box[]>();
  const cells = (box: Box): number[] => {
    const found: number[] = [];
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.width) / CELL); x++)
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.height) / CELL); y++) found.push(x * 4099 + y);
    return found;
  };
  const take = (box: Box) => cells(box).forEach((cell) => (taken.get(cell) ?? taken.set(cell, []).get(cell))?.push(box));
  const free = (box: Box, own: Box | null) =>
    cells(box).every((cell) => (taken.get(cell) ?? []).every((one) => one === own || one.x >= box.x + box.width || box.x >= one.x + one.width || one.y >= box.y + box.height || box.y >= one.y + one.height));
  const inside = nodes.flatMap((node, index) =>
    node.x > frame.x - 40 && node.x < frame.x + frame.width + 40 && node.y > frame.y - 20 && node.y < frame.y + frame.height + 20 ? [index] : [],
  );
  const dense = inside.length > 400; // then labels may lie on small nodes, else none could be read
  const bodies = new Map<number, Box>();
  if (!dense)
    for (const index of inside) {
      const node = nodes[index];
      if (!node) continue;
      const body = { x: node.x - node.radius, y: node.y - node.radius, width: 2 * node.radius, height: 2 * node.radius };
      bodies.set(index, body);
      take(body);
    }
  const labels: Label[] = [];
  const order = [...inside.filter((index) => nodes[index]?.forced), ...inside.filter((index) => !nodes[index]?.forced)];
  let tries = 0;
  for (const index of order) {
    const node = nodes[index];
    if (!node || (!node.forced && (labels.length >= most || tries++ > 4 * most))) continue;
    const width = textWidth(node.text, size) + 4;
    const height = size + 4;
    const [x, y, r] = [node.x, node.y, node.radius + 2];
    // near the edge of the frame a label moves aside as far as it needs to be read whole
    const left = Math.max(Math.min(x - 4, frame.x + 2), Math.min(x - width / 2, Math.max(x + 4, frame.x + frame.width - 2) - width));
    const spots: Box[] = [
      { x: left, y: y + r, width, height }, { x: left, y: y - r - height, width, height },
      { x: x + r, y: y - height / 2, width, height }, { x: x - r - width, y: y - height / 2, width, height },
    ].filter((one) => one.y >= frame.y && one.y + height <= frame.y + frame.height && one.x >= frame.x && one.x + width <= frame.x + frame.width);
    const own = bodies.get(index) ?? null;
    const spot = spots.find((one) => free(one, own)) ?? (node.forced ? spots.find((one) => free(one, null)) ?? spots[0] ?? { x: left, y: y + r, width, height } : undefined);
    if (!spot) continue;
    take(spot);
    labels.push({ index, x: spot.x + 2, y: spot.y + height - 4, width: width - 4 });
  }
  return labels;
}

/** From a point to a piece of a line. */
export function distance(x: number, y: number, a: { x: number; y: number }, b: { x: number; y: number }): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}

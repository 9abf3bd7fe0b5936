// Asks the worker where nodes stand.

import { textWidth } from "../../parts/drawing";
import type { Job, Result } from "./layout.worker";
import { radiusOf, type Drawn } from "./network";
import { LABEL, shortName, spiral, type Points } from "./placing";

export interface Placement {
  points: Points;
  width: number;
  height: number;
  done: boolean;
}

/** Nodes up to which each gets room for its label. */
const ROOMY = 200;

export class Layouts {
  readonly #worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  #id = 0;
  #known = new Map<string, { x: number; y: number }>();

  /** Lay out anew; nodes that were placed before begin where they were, new ones beside a neighbour that was. */
  place(drawn: Drawn, width: number, height: number, told: (placement: Placement) => void): void {
    const number = new Map(drawn.nodes.map((one, index) => [one.key, index]));
    const edges = new Uint32Array(drawn.edges.length * 2);
    const near: (number | undefined)[] = [];
    drawn.edges.forEach(({ a, b }, index) => {
      const [from, to] = [number.get(a) ?? 0, number.get(b) ?? 0];
      [edges[2 * index], edges[2 * index + 1]] = [from, to];
      if (this.#known.has(b)) near[from] ??= to;
      if (this.#known.has(a)) near[to] ??= from;
    });
    const many = drawn.nodes.length > ROOMY;
    const room = (width * height) / Math.max(1, drawn.nodes.length); // labels get no more than there is
    const boxes = drawn.nodes.map((one) => {
      const r = radiusOf(one, many);
      const [wide, tall] = [Math.max(2 * r, textWidth(shortName(one.name, width), LABEL)) + 10, 2 * r + LABEL + 10];
      return { width: Math.max(2 * r + 6, Math.min(wide, width / 3, (0.8 * room) / tall)), height: tall };
    });
    const job: Job = { id: ++this.#id, width, height, start: spiral(drawn.nodes.length, drawn.nodes.map((one) => this.#known.get(one.key)), near), edges, boxes: many ? null : boxes };
    this.#worker.onmessage = ({ data }: MessageEvent<Result>) => {
      if (data.id !== this.#id) return;
      if (data.done) this.#known = new Map(drawn.nodes.map((one, index) => [one.key, { x: data.points[2 * index] ?? 0, y: data.points[2 * index + 1] ?? 0 }]));
      told({ points: data.points, width, height, done: data.done });
    };
    this.#worker.postMessage(job);
  }

  end(): void {
    this.#worker.terminate();
  }
}

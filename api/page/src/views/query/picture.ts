// A result as things and the lines between them, and places for them on paper.

import type { Row, Term } from "../../api/sparql";
import type { Triple } from "./triples";

export interface Node {
  id: string;
  term: Term;
  x: number;
  y: number;
}

export interface Edge {
  from: string;
  to: string;
  label: string;
}

export interface Picture {
  nodes: Node[];
  edges: Edge[];
  /** Things that are left out because there are more than can be read. */
  left: number;
}

export const MOST = 80;

const idOf = (term: Term) => `${term.type} ${term.value}`;

/** Triples as lines; the rows of a table as lines between neighbouring columns that name things. */
export function linesOfRows(names: readonly string[], rows: readonly Row[]): Triple[] {
  const things = names.filter((name) => rows.some((row) => row[name]?.type === "uri" || row[name]?.type === "bnode"));
  const words = names.filter((name) => !things.includes(name));
  const columns = things.length > 1 ? things : [...things, ...words].slice(0, 2);
  const lines: Triple[] = [];
  for (const row of rows)
    for (let index = 1; index < columns.length; index++) {
      const [from, to] = [row[columns[index - 1] ?? ""], row[columns[index] ?? ""]];
      if (from && to) lines.push({ subject: from, predicate: { type: "literal", value: columns[index] ?? "" }, object: to });
    }
  return lines;
}

/** At most 80 things, those with the most lines first, placed by springs and repulsion (Fruchterman and Reingold 1991). */
export function pictureOf(lines: readonly Triple[], width: number, height: number): Picture {
  const degree = new Map<string, { term: Term; count: number }>();
  for (const one of lines)
    for (const term of [one.subject, one.object]) {
      const found = degree.get(idOf(term)) ?? { term, count: 0 };
      found.count += 1;
      degree.set(idOf(term), found);
    }
  const chosen = [...degree].sort(([, a], [, b]) => b.count - a.count).slice(0, MOST);
  const nodes = chosen.map(([id, { term }], index): Node => {
    const angle = index * 2.399963; // the golden angle: no two begin at one place
    const radius = Math.sqrt((index + 0.5) / chosen.length) / 2;
    return { id, term, x: width * (0.5 + radius * Math.cos(angle)), y: height * (0.5 + radius * Math.sin(angle)) };
  });
  const at = new Map(nodes.map((one, index) => [one.id, index]));
  const seen = new Map<string, Edge>();
  for (const one of lines) {
    const [from, to] = [idOf(one.subject), idOf(one.object)];
    if (at.has(from) && at.has(to) && from !== to) seen.set(`${from}\n${one.predicate.value}\n${to}`, { from, to, label: one.predicate.value });
  }
  const edges = [...seen.values()];
  settle(nodes, edges.map((one) => [at.get(one.from) ?? 0, at.get(one.to) ?? 0]), width, height);
  return { nodes, edges, left: degree.size - nodes.length };
}

const ROUNDS = 220;

function settle(nodes: Node[], edges: readonly (readonly [number, number])[], width: number, height: number): void {
  const spring = 0.6 * Math.sqrt((width * height) / Math.max(1, nodes.length));
  const [dx, dy] = [new Float64Array(nodes.length), new Float64Array(nodes.length)];
  for (let round = 0; round < ROUNDS; round++) {
    dx.fill(0);
    dy.fill(0);
    nodes.forEach((a, i) => {
      for (let j = i + 1; j < nodes.length; j++) {
        const b = nodes[j] as Node;
        const [x, y] = [a.x - b.x || 0.01 * (i - j), (a.y - b.y || 0.01) * 1.6]; // labels are wide: more room above and below is wasted
        const apart = x * x + y * y;
        if (apart > 9 * spring * spring) continue; // far parts do not push each other to the edges
        const force = (spring * spring) / Math.max(1, apart);
        dx[i] = (dx[i] ?? 0) + x * force; dy[i] = (dy[i] ?? 0) + y * force;
        dx[j] = (dx[j] ?? 0) - x * force; dy[j] = (dy[j] ?? 0) - y * force;
      }
      dx[i] = (dx[i] ?? 0) + (width / 2 - a.x) * 0.015; // unconnected parts stay in sight
      dy[i] = (dy[i] ?? 0) + (height / 2 - a.y) * 0.015;
    });
    for (const [i, j] of edges) {
      const [a, b] = [nodes[i] as Node, nodes[j] as Node];
      const [x, y] = [a.x - b.x, a.y - b.y];
      const pull = Math.hypot(x, y) / spring;
      dx[i] = (dx[i] ?? 0) - x * pull; dy[i] = (dy[i] ?? 0) - y * pull;
      dx[j] = (dx[j] ?? 0) + x * pull; dy[j] = (dy[j] ?? 0) + y * pull;
    }
    const most = (Math.min(width, height) / 8) * (1 - round / ROUNDS);
    nodes.forEach((one, i) => {
      const [x, y] = [dx[i] ?? 0, dy[i] ?? 0];
      const length = Math.max(1e-6, Math.hypot(x, y));
      one.x = Math.min(width - 90, Math.max(90, one.x + (x / length) * Math.min(length, most)));
      one.y = Math.min(height - 24, Math.max(18, one.y + (y / length) * Math.min(length, most)));
    });
  }
}

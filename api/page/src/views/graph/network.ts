// What the server says of a network (api/network_view.py), and the part of it that is drawn: filters, and no more than can be read.

import type { Key, Place } from "../../api/types";
import { typeOf } from "../../parts/format";

export interface Served {
  about: Key[];
  doc: string | null;
  /** Nodes that there were before the server's own cut. */
  found: number;
  nodes: { key: Key; name: string; ties: number }[];
  edges: { from: number; to: number; relation: string; role: string; count: number; places: [number, number, number][] }[];
  documents: { id: string; title: string | null; date: string | null }[];
}

export interface Node {
  key: Key;
  name: string;
  type: string;
  /** Statements in the store that tie it; more than are drawn where it can be expanded. */
  ties: number;
  /** Ties drawn. */
  drawn: number;
}

export interface Tie {
  from: Key;
  to: Key;
  relation: string;
  role: string;
  places: Place[];
}

/** All ties between two entities, drawn as one line; `arrow` where all go one way. */
export interface Edge {
  a: Key;
  b: Key;
  arrow: boolean;
  ties: Tie[];
}

export interface Drawn {
  nodes: Node[];
  edges: Edge[];
  /** Nodes that pass the filters but were not drawn. */
  left: number;
}

/** What is asked for and shown, as the address tells it. */
export interface State {
  key: Key | null;
  doc: string | null;
  open: Key[];
  types: string[];
  relations: string[];
  from: string;
  to: string;
  show: number;
}

export const FIRST = 80; // nodes at first sight
export const ADDED = 40; // neighbours that an expansion adds
export const MOST = 5000;

export function stateOf(key: Key | null, query: URLSearchParams): State {
  const listed = (name: string) => (query.get(name) ?? "").split(",").filter(Boolean);
  const show = Number(query.get("show"));
  return {
    key, doc: query.get("doc"), open: query.getAll("open").filter((one) => one !== key), types: listed("types"), relations: listed("relations"),
    from: query.get("from") ?? "", to: query.get("to") ?? "", show: show >= 1 ? Math.min(MOST, Math.floor(show)) : FIRST,
  };
}

/** The address of the data for a state: filters choose among it here. */
export function dataAddress(state: State): string {
  const told = new URLSearchParams();
  const about = [...(state.key ? [state.key] : []), ...state.open];
  for (const one of about) told.append("about", one);
  if (!about.length && state.doc) told.set("doc", state.doc);
  const room = about.length ? 400 + 200 * state.open.length : 400;
  told.set("most", String(Math.min(MOST, Math.max(room, state.show > FIRST ? state.show * 2 : 0))));
  return `/api/graph?${told}`;
}

/** What the reports of the filters say: ties with the places that are left, from the server's lists. */
export function tiesOf(served: Served, state: State): Tie[] {
  const ties: Tie[] = [];
  for (const edge of served.edges) {
    const [from, to] = [served.nodes[edge.from]?.key, served.nodes[edge.to]?.key];
    if (!from || !to || (state.relations.length && !state.relations.includes(edge.relation))) continue;
    const places = edge.places.flatMap(([doc, start, end]) => {
      const document = served.documents[doc];
      return document && documentFits(document, state) ? [{ doc: document.id, start, end }] : [];
    });
    if (places.length) ties.push({ from, to, relation: edge.relation, role: edge.role, places });
  }
  return ties;
}

function documentFits(document: Served["documents"][number], { doc, from, to }: State): boolean {
  const year = (document.date ?? "").slice(0, 4);
  return (!doc || document.id === doc) && (!from || year >= from) && (!to || (year !== "" && year <= to));
}

/**
 * The nodes and edges to draw. Around an entity its neighbours come first, then some of those of each entity that was
 * opened, then who else the server sent while there is room; of a report or the whole store those with most ties.
 */
export function choose(served: Served, state: State): Drawn {
  const ties = tiesOf(served, state);
  const near = new Map<Key, Set<Key>>();
  const join = (one: Key, other: Key) => (near.get(one) ?? near.set(one, new Set()).get(one))?.add(other);
  for (const { from, to } of ties) {
    join(from, to);
    join(to, from);
  }
  const centres = new Set(served.about);
  const wanted = (key: Key) => centres.has(key) || !state.types.length || state.types.includes(typeOf(key));
  const pool = served.nodes.filter((one) => wanted(one.key) && (centres.has(one.key) || near.has(one.key)));
  const chosen = new Set<Key>(served.about);
  const add = (keys: Iterable<Key>, most: number) => {
    for (const key of keys) {
      if (most <= 0) return;
      if (!chosen.has(key)) {
        chosen.add(key);
        most--;
      }
    }
  };
  const order = pool.map((one) => one.key);
  served.about.forEach((centre, index) => {
    const around = near.get(centre);
    if (around) add(order.filter((key) => around.has(key)), index ? ADDED : state.show - 1);
  });
  const linked = (key: Key) => [...(near.get(key) ?? [])].some((one) => chosen.has(one));
  if (served.about.length) add(order.filter(linked), state.show + ADDED * (served.about.length - 1) - chosen.size);
  else add(order, state.show);

  const edges = new Map<string, Edge>();
  for (const tie of ties) {
    if (!chosen.has(tie.from) || !chosen.has(tie.to)) continue;
    const [a, b] = tie.from < tie.to ? [tie.from, tie.to] : [tie.to, tie.from];
    const id = `${a}\n${b}`;
    const known = edges.get(id);
    if (!known) edges.set(id, { a: tie.from, b: tie.to, arrow: true, ties: [tie] });
    else {
      known.ties.push(tie);
      if (tie.from !== known.a) known.arrow = false;
    }
  }
  const drawn = new Map<Key, number>();
  for (const { a, b } of edges.values()) for (const key of [a, b]) drawn.set(key, (drawn.get(key) ?? 0) + 1);
  const nodes = pool
    .filter((one) => chosen.has(one.key) && (centres.has(one.key) || drawn.has(one.key)))
    .map((one): Node => ({ ...one, type: typeOf(one.key), drawn: drawn.get(one.key) ?? 0 }));
  const missing = served.found - served.nodes.length;
  return { nodes, edges: [...edges.values()], left: pool.length - nodes.length + (state.types.length ? 0 : missing) };
}

export const TYPE_COLOURS: Record<string, string> = {
  Zone: "--type-zone", Region: "--type-region", Company: "--type-company", Project: "--type-project", Industry: "--type-industry", Technology: "--type-industry", Policy: "--type-policy",
};

/** The name in tokens.css of a type's colour. */
export function colourOf(type: string): string {
  return TYPE_COLOURS[type] ?? "--type-other";
}

/** A node's radius: its area grows with its ties. */
export function radiusOf(node: Node, many: boolean): number {
  return many ? 1.6 + Math.min(8, 0.8 * Math.sqrt(node.drawn)) : 4 + Math.min(12, 1.7 * Math.sqrt(node.drawn));
}

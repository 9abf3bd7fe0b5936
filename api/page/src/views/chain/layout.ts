// Where a chain's links stand: a column for each layer from left to right, or a row for each from top to bottom.

import { textWidth, twoLines } from "../../parts/drawing";
import { isMissing, membersOf, type Chain, type Edge, type Kind, type Link, type Member } from "./chains";

export interface Row {
  member: Member;
  side: "a" | "b" | null;
  y: number;
  /** The name on one line or two. */
  lines: string[];
}

export interface Card {
  link: Link;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The link's name on one line or two. */
  lines: string[];
  rows: Row[];
  /** Members for which there was no room. */
  more: number;
  missing: boolean;
}

export interface Layout {
  width: number;
  height: number;
  cards: Card[];
  edges: { edge: Edge; path: string }[];
  /** 上游, 中游, 下游: where each begins and how far it goes. */
  stages: { stage: string; x: number; y: number; width: number }[];
}

/** Nodes at first sight, links and members together. */
export const MOST_NODES = 80;

const LINE = 15;
const SUMMARY = 16; // the line of counts under a name
const ROW = 5; // of a member, besides its lines
const GAP = 12;
const TOP = 26; // above the columns, for the stages
const NARROWEST = 116;
const WIDEST = 216;
export const NAME = 12.5; // sizes of type
export const SMALL = 11.5;

const ORDER: Record<Kind, number> = { Project: 0, Company: 1, Zone: 2 };

/** Members as they are listed: by side, projects first, the largest first. */
export function ranked(link: Link): { member: Member; side: "a" | "b" | null }[] {
  return [...membersOf(link)].sort(
    (one, other) =>
      (one.side ?? "").localeCompare(other.side ?? "") ||
      ORDER[one.member.kind] - ORDER[other.member.kind] ||
      (other.member.investment ?? -1) - (one.member.investment ?? -1) ||
      one.member.name.localeCompare(other.member.name, "zh-CN"),
  );
}

/** The most members of one link such that no more than `room` are shown in all. */
export function perLink(counts: readonly number[], room: number): number {
  let most = 0;
  const largest = Math.max(0, ...counts);
  while (most < largest && counts.reduce((sum, count) => sum + Math.min(count, most + 1), 0) <= room) most++;
  return most;
}

/** Links of each layer in an order in which few edges cross: each stands where the middle of its neighbours is. */
export function orderLayers(links: readonly Link[], edges: readonly Edge[]): Link[][] {
  const layers: Link[][] = [];
  for (const link of links) (layers[link.layer] ??= []).push(link);
  const rows = layers.filter(Boolean);
  const near = new Map<string, string[]>();
  for (const { from, to, kind } of edges) {
    if (kind === "returns") continue;
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  const place = new Map<string, number>();
  const settle = (row: readonly Link[]) => row.forEach((link, index) => place.set(link.id, (index + 0.5) / row.length));
  rows.forEach(settle);
  for (let sweep = 0; sweep < 8; sweep++) {
    for (const row of sweep % 2 ? [...rows].reverse() : rows) {
      const middle = (link: Link) => {
        const around = (near.get(link.id) ?? []).map((id) => place.get(id) ?? 0.5);
        return around.length ? around.reduce((sum, one) => sum + one, 0) / around.length : (place.get(link.id) ?? 0.5);
      };
      const wanted = new Map(row.map((link) => [link.id, middle(link)]));
      row.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0) || a.id.localeCompare(b.id));
      settle(row);
    }
  }
  return rows;
}

/** The picture of a chain in `width` units: columns where they fit, else rows. `name` and `amount` as they are shown. */
export function layoutOf(chain: Chain, width: number, name: (link: Link) => string, amount: (member: Member) => string, narrowest = NARROWEST): Layout {
  const layers = orderLayers(chain.links, chain.edges);
  const most = perLink(chain.links.map((link) => membersOf(link).length), MOST_NODES - chain.links.length);
  const across = width >= 600;
  const gap = across ? Math.min(52, Math.max(22, width / layers.length - WIDEST)) : GAP;
  const fit = across ? layers.length : Math.max(1, Math.floor((width + GAP) / (Math.max(132, narrowest) + GAP)));
  const wide = Math.min(across ? WIDEST : WIDEST * 1.5, Math.max(narrowest, (width - gap * (fit - 1)) / fit));
  const columns = layers.map((layer) => layer.map((link) => cardOf(link, wide, most, name(link), amount, narrowest > NARROWEST ? 42 : 28)));
  const size = across ? inColumns(columns, gap) : inRows(columns, width, fit);
  const cards = new Map(columns.flat().map((card) => [card.link.id, card]));
  return {
    ...size,
    cards: [...cards.values()],
    edges: chain.edges.flatMap((edge) => {
      const [from, to] = [cards.get(edge.from), cards.get(edge.to)];
      return from && to ? [{ edge, path: across ? sideways(from, to) : downwards(from, to) }] : [];
    }),
  };
}

function cardOf(link: Link, width: number, most: number, name: string, amount: (member: Member) => string, tag: number): Card {
  const all = ranked(link);
  const shown = all.slice(0, most);
  const missing = isMissing(link);
  const lines = twoLines(name, width - 18 - (missing ? tag : 0), NAME);
  let y = 8 + lines.length * LINE + (missing ? 0 : SUMMARY);
  const rows = shown.map(({ member, side }) => {
    const told = amount(member);
    const row = { member, side, y, lines: twoLines(member.name, width - 33, SMALL, told ? textWidth(told, SMALL) + 4 : 0) };
    y += row.lines.length * LINE + ROW;
    return row;
  });
  const more = all.length - shown.length;
  return { link, x: 0, y: 0, width, height: y + (more ? LINE + ROW : 0) + (all.length ? 3 : 5), lines, rows, more, missing };
}

type Placed = Pick<Layout, "width" | "height" | "stages">;

function inColumns(columns: Card[][], gap: number): Placed {
  const wide = columns[0]?.[0]?.width ?? 0;
  const tall = Math.max(...columns.map((column) => column.reduce((sum, one) => sum + one.height + GAP, -GAP)));
  const stages: Layout["stages"] = [];
  columns.forEach((column, index) => {
    const x = index * (wide + gap);
    let y = TOP + (tall - column.reduce((sum, one) => sum + one.height + GAP, -GAP)) / 2;
    for (const card of column) {
      [card.x, card.y] = [x, y];
      y += card.height + GAP;
    }
    const stage = column[0]?.link.stage ?? "";
    const last = stages.at(-1);
    if (last?.stage === stage) last.width = x + wide - last.x;
    else stages.push({ stage, x, y: 0, width: wide });
  });
  return { width: columns.length * (wide + gap) - gap, height: TOP + tall, stages };
}

function inRows(columns: Card[][], width: number, fit: number): Placed {
  const wide = columns[0]?.[0]?.width ?? 0;
  const stages: Layout["stages"] = [];
  let y = 0;
  for (const column of columns) {
    const stage = column[0]?.link.stage ?? "";
    if (stages.at(-1)?.stage !== stage) {
      stages.push({ stage, x: 0, y, width });
      y += TOP;
    }
    for (let first = 0; first < column.length; first += fit) {
      const row = column.slice(first, first + fit);
      const left = (width - row.length * (wide + GAP) + GAP) / 2;
      row.forEach((card, index) => ([card.x, card.y] = [left + index * (wide + GAP), y]));
      y += Math.max(...row.map((card) => card.height)) + GAP;
    }
    y += 12;
  }
  return { width, height: y, stages };
}

const middle = (card: Card) => card.y + Math.min(card.height / 2, 20);
const point = (...numbers: number[]) => numbers.map((one) => Math.round(one * 10) / 10).join(" ");

function sideways(from: Card, to: Card): string {
  if (to.x > from.x) {
    const [x, y, u, v] = [from.x + from.width, middle(from), to.x, middle(to)];
    const bend = Math.min(60, (u - x) / 2);
    return `M${point(x, y)}C${point(x + bend, y)} ${point(u - bend, v)} ${point(u, v)}`;
  }
  if (to.x === from.x) {
    const [x, y, v] = [from.x, middle(from), middle(to)];
    return `M${point(x, y)}C${point(x - 22, y)} ${point(x - 22, v)} ${point(x, v)}`;
  }
  const [x, y, u, v] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y + to.height]; // back, below
  const low = Math.max(y, v) + 26;
  return `M${point(x, y)}C${point(x, low)} ${point(u, low)} ${point(u, v)}`;
}

function downwards(from: Card, to: Card): string {
  if (to.y > from.y) {
    const [x, y, u, v] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y];
    const bend = Math.min(40, (v - y) / 2);
    return `M${point(x, y)}C${point(x, y + bend)} ${point(u, v - bend)} ${point(u, v)}`;
  }
  const side = Math.min(from.x, to.x);
  return `M${point(from.x, middle(from))}C${point(side - 10, middle(from))} ${point(side - 10, middle(to))} ${point(to.x, middle(to))}`;
}

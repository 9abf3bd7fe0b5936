// The chain as files: SVG and PNG of the picture with its sources, GraphML of links, members and what ties them.

import type { Place } from "../../api/types";
import { toPlace } from "../../app/addresses";
import type { NetworkFile, Source } from "../../parts/drawing";
import { membersOf, type Chain } from "./chains";

/** Every place that the picture rests on, by report. `titles` of the reports where they are known. */
export function sourcesOf(chain: Chain, origin: string, titles: ReadonlyMap<string, { title: string; date: string }>): Source[] {
  const places: Place[] = [...chain.links.flatMap((link) => membersOf(link).flatMap(({ member }) => member.evidence)), ...chain.edges.flatMap((edge) => edge.evidence)];
  const found = new Map<string, Set<string>>();
  for (const one of places) found.set(one.doc, (found.get(one.doc) ?? new Set()).add(origin + toPlace(one)));
  return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([doc, all]) => ({ title: titles.get(doc)?.title ?? doc, date: titles.get(doc)?.date ?? "", places: [...all].sort() }));
}

export function networkOf(chain: Chain): NetworkFile {
  const said = (places: readonly Place[]) => places.map((one) => `${one.doc}:${one.start}-${one.end}`).join(" ");
  const members = new Map(chain.links.flatMap((link) => membersOf(link).map(({ member }) => [member.key, member] as const)));
  return {
    nodes: [
      ...chain.links.map((link) => ({ id: link.id, fields: { label: link.label, type: "ChainLink", stage: link.stage, layer: link.layer, from: "skeleton" } })),
      ...[...members.values()].map((one) => ({ id: one.key, fields: { label: one.name, type: one.kind as string, stage: one.stage, investment: one.investment, from: "reports" } })),
    ],
    edges: [
      ...chain.edges.map((one) => ({ source: one.from, target: one.to, fields: { relation: one.kind as string, from: one.kind === "told" ? "reports" : "skeleton", places: said(one.evidence) } })),
      ...chain.links.flatMap((link) => membersOf(link).map(({ member }) => ({ source: member.key, target: link.id, fields: { relation: "on_link", from: "reports", places: said(member.evidence) } }))),
    ],
  };
}

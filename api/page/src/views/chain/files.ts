// The chain as files: SVG and PNG of the picture with its sources, GraphML of links, members and what ties them.

import type { Place } from "../../api/types";
import { toPlace } from "../../app/addresses";
import { escapeXml, textWidth, type NetworkFile, type Source } from "../../parts/drawing";
import { membersOf, PROGRESS_COLOURS, type Chain, type Progress } from "./chains";

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

/** What the signs of the picture mean, on lines of at most `width` below it: the file has no page around it. */
export function legendOf(width: number, top: number, words: { progress: Record<Progress, string>; company: string; zone: string; sides: readonly { name: string; colour: string }[] }): { content: string; height: number } {
  const tint = (one: Progress) => (one === "trial" ? `fill="var(--surface)" stroke="${PROGRESS_COLOURS[one]}" stroke-width="2"` : `fill="${PROGRESS_COLOURS[one]}"`);
  const signs = [
    ...words.sides.map((one) => ({ sign: `<rect x="-5" y="-5" width="10" height="10" fill="${one.colour}"/>`, name: one.name })),
    ...(Object.keys(PROGRESS_COLOURS) as Progress[]).map((one) => ({ sign: `<circle r="5" ${tint(one)}/>`, name: words.progress[one] })),
    { sign: '<rect x="-4" y="-4" width="8" height="8" fill="var(--type-company)"/>', name: words.company },
    { sign: '<path d="M0 -5L5 0L0 5L-5 0Z" fill="var(--type-zone)"/>', name: words.zone },
  ];
  let [x, y] = [8, top + 14];
  const drawn = signs.map(({ sign, name }) => {
    const wide = textWidth(name, 12) + 38;
    if (x > 8 && x + wide > width) [x, y] = [8, y + 20];
    const put = `<g transform="translate(${x} ${y})">${sign}<text x="12" y="4" fill="var(--ink-2)">${escapeXml(name)}</text></g>`;
    x += wide;
    return put;
  });
  return { content: drawn.join(""), height: y + 10 - top };
}

// What is drawn as files: SVG (PNG is made from it) with its sources, and GraphML.

import { toPlace } from "../../app/addresses";
import { escapeXml, type NetworkFile, type Source } from "../../parts/drawing";
import type { Placement } from "./layout";
import { colourOf, radiusOf, type Drawn, type Served } from "./network";
import { LABEL, placeLabels, shortName } from "./placing";

/** The inside of an SVG of the whole picture, with a legend of the types below it. */
export function svgOf(drawn: Drawn, { points, width, height }: Placement, typeName: (type: string) => string): { content: string; width: number; height: number } {
  const many = drawn.nodes.length > 400;
  const place = new Map(drawn.nodes.map((one, index) => [one.key, { x: points[2 * index] ?? 0, y: points[2 * index + 1] ?? 0, radius: radiusOf(one, many) }]));
  const round = (value: number) => Math.round(value * 10) / 10;
  const lines = drawn.edges.map((edge) => {
    const [a, b] = [place.get(edge.a), place.get(edge.b)];
    if (!a || !b) return "";
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    const end = { x: b.x - ux * (b.radius + 1), y: b.y - uy * (b.radius + 1) };
    const tip = `M${round(end.x)} ${round(end.y)}L${round(end.x - 6 * ux - 2.5 * uy)} ${round(end.y - 6 * uy + 2.5 * ux)}L${round(end.x - 6 * ux + 2.5 * uy)} ${round(end.y - 6 * uy - 2.5 * ux)}Z`;
    const line = `<line x1="${round(a.x)}" y1="${round(a.y)}" x2="${round(end.x)}" y2="${round(end.y)}"/>`;
    return edge.arrow && !many ? `${line}<path d="${tip}" fill="var(--line-strong)" stroke="none"/>` : line;
  });
  const circles = drawn.nodes.map((one) => {
    const at = place.get(one.key);
    return at ? `<circle cx="${round(at.x)}" cy="${round(at.y)}" r="${round(at.radius)}" fill="var(${colourOf(one.type)})"><title>${escapeXml(one.name)}</title></circle>` : "";
  });
  const labelled = drawn.nodes.map((one) => ({ ...(place.get(one.key) ?? { x: 0, y: 0, radius: 0 }), text: shortName(one.name, width) }));
  const labels = placeLabels(labelled, { x: 0, y: 0, width, height }, { most: 400 }).map(
    (one) => `<text x="${round(one.x)}" y="${round(one.y - 1)}">${escapeXml(labelled[one.index]?.text ?? "")}</text>`,
  );
  const types = [...new Set(drawn.nodes.map((one) => one.type))];
  const step = Math.min(110, (width - 24) / Math.max(1, types.length));
  const legend = types.map((one, index) => `<circle cx="${18 + index * step}" cy="${height + 16}" r="5" fill="var(${colourOf(one)})"/><text x="${28 + index * step}" y="${height + 20}">${escapeXml(typeName(one))}</text>`);
  const content =
    `<g stroke="var(--line-strong)" stroke-width="${many ? 0.5 : 1}">${lines.join("")}</g><g>${circles.join("")}</g>` +
    `<g font-size="${LABEL}" fill="var(--ink)" stroke="var(--bg)" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${labels.join("")}</g>` +
    `<g font-size="12" fill="var(--ink-2)">${legend.join("")}</g>`;
  return { content, width, height: height + 28 };
}

export function sourcesOf(drawn: Drawn, served: Served, origin: string): Source[] {
  const found = new Map<string, Set<string>>();
  for (const edge of drawn.edges)
    for (const tie of edge.ties) for (const one of tie.places) (found.get(one.doc) ?? found.set(one.doc, new Set()).get(one.doc))?.add(origin + toPlace(one));
  const documents = new Map(served.documents.map((one) => [one.id, one]));
  return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([doc, places]) => ({ title: documents.get(doc)?.title ?? doc, date: documents.get(doc)?.date ?? "", places: [...places].sort() }));
}

export function networkOf(drawn: Drawn): NetworkFile {
  return {
    nodes: drawn.nodes.map((one) => ({ id: one.key, fields: { label: one.name, type: one.type } })),
    edges: drawn.edges.flatMap((edge) =>
      edge.ties.map((tie) => ({
        source: tie.from, target: tie.to, fields: { predicate: tie.relation, role: tie.role, documents: new Set(tie.places.map((one) => one.doc)).size, places: tie.places.map((one) => `${one.doc}:${one.start}-${one.end}`).join(" ") },
      })),
    ),
  };
}

// Pictures as files: text that fits, colours as they are, sources within, SVG and PNG.

import { saveFile } from "../app/clipboard";

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u2014\u2026\u201c\u201d]/u;

/** About how wide a line of text is, in the unit of `size`: Chinese characters are square, others half as wide and a bit. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const one of text) width += WIDE.test(one) || one > "\uffff" ? 1 : /[A-Z]/.test(one) ? 0.68 : 0.56;
  return width * size;
}

/** The text, cut with … where it would be wider than `width`. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let cut = "";
  for (const one of text) {
    if (textWidth(`${cut}${one}…`, size) > width) break;
    cut += one;
  }
  return `${cut.trimEnd()}…`;
}

/** The text on at most two lines, the second `less` narrower, cut with … where that does not do. */
export function twoLines(text: string, width: number, size: number, less = 0): string[] {
  if (textWidth(text, size) <= width - less) return [text];
  let first = "";
  for (const one of text) {
    if (textWidth(first + one, size) > width) break;
    first += one;
  }
  const space = first.lastIndexOf(" ");
  if (space > 0 && text[first.length] !== " " && textWidth(first[first.length - 1] ?? "", 1) < 1) first = first.slice(0, space);
  const rest = text.slice(first.length).trim();
  return rest ? [first.trim(), fitText(rest, width - less, size)] : [first.trim(), ""];
}

export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** `var(--name)` as the colours that they stand for: a file has no style sheet beside it. */
export function resolveColours(svg: string, lookup: (name: string) => string): string {
  return svg.replace(/var\((--[\w-]+)\)/g, (_, name: string) => lookup(name) || "currentColor");
}

/** The value of one of the names in tokens.css, as light or dark has it. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** A report that a picture rests on, and the addresses of the places that it shows. */
export interface Source {
  title: string;
  date: string;
  places: string[];
}

export interface Drawing {
  /** What stands within the `<svg>`. */
  content: string;
  width: number;
  height: number;
  title: string;
  sources: readonly Source[];
  /** The line above the sources, and the one that counts those not listed. */
  words: { sources: string; more: (count: number) => string };
}

const MOST_LISTED = 12;
const FONT = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/** A picture that stands by itself: title, ground, reports as lines of text below, each place in its metadata (Dublin Core). */
export function standalone({ content, width, height, title, sources, words }: Drawing, lookup: (name: string) => string): { svg: string; width: number; height: number } {
  const listed = sources.slice(0, MOST_LISTED).map((one) => `${one.title}${one.date ? `（${one.date}）` : ""}`);
  if (sources.length > MOST_LISTED) listed.push(words.more(sources.length - MOST_LISTED));
  const [wide, top, step] = [Math.ceil(width), Math.ceil(height) + 44, 17];
  const tall = top + (listed.length ? step * (listed.length + 1) : 0) + 16;
  const lines = listed.length ? [words.sources, ...listed] : [];
  const told = sources.flatMap((one) => one.places.map((place) => `<dc:source rdf:resource="${escapeXml(place)}"/>`)).join("");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${tall}" width="${wide}" height="${tall}" font-family="${FONT}" font-size="12">` +
    `<title>${escapeXml(title)}</title>` +
    `<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">` +
    `<dc:title>${escapeXml(title)}</dc:title>${told}</rdf:Description></rdf:RDF></metadata>` +
    `<rect width="${wide}" height="${tall}" fill="var(--bg)"/>` +
    `<text x="12" y="24" font-size="15" font-weight="600" fill="var(--ink)">${escapeXml(title)}</text>` +
    `<g transform="translate(0 36)">${content}</g>` +
    lines.map((line, index) => `<text x="12" y="${top + step * (index + 0.6)}" fill="var(--ink-2)">${escapeXml(fitText(line, wide - 24, 12))}</text>`).join("") +
    `</svg>`;
  return { svg: resolveColours(svg, lookup), width: wide, height: tall };
}

export function saveSvg(name: string, svg: string): void {
  saveFile(`${name}.svg`, svg, "image/svg+xml;charset=utf-8");
}

/** The picture as pixels, `scale` of them to a unit. */
export async function savePng(name: string, { svg, width, height }: { svg: string; width: number; height: number }, scale = 2): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob) saveFile(`${name}.png`, blob);
}

export type Fields = Record<string, string | number | null | undefined>;

export interface NetworkFile {
  nodes: readonly { id: string; fields: Fields }[];
  edges: readonly { source: string; target: string; fields: Fields }[];
}

/** A network as GraphML (http://graphml.graphdrawing.org), as `zonegraph export --format graphml` writes it. */
export function graphml({ nodes, edges }: NetworkFile): string {
  const names = (all: readonly { fields: Fields }[]) => [...new Set(all.flatMap((one) => Object.keys(one.fields)))];
  const kind = (all: readonly { fields: Fields }[], name: string) => (all.some((one) => typeof one.fields[name] === "string") ? "string" : "double");
  const declared = (owner: string, all: readonly { fields: Fields }[]) =>
    names(all).map((name) => `<key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${kind(all, name)}"/>\n`).join("");
  const data = (owner: string, fields: Fields) =>
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => `<data key="${owner}-${name}">${escapeXml(String(value))}</data>`)
      .join("");
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${declared("node", nodes)}${declared("edge", edges)}<graph edgedefault="directed">\n` +
    nodes.map((one) => `<node id="${escapeXml(one.id)}">${data("node", one.fields)}</node>\n`).join("") +
    edges.map((one) => `<edge source="${escapeXml(one.source)}" target="${escapeXml(one.target)}">${data("edge", one.fields)}</edge>\n`).join("") +
    `</graph>\n</graphml>\n`
  );
}

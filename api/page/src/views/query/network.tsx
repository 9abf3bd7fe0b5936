// The picture of a result: things as links to what they are, lines with their names.

import { useMemo } from "preact/hooks";

import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { formatNumber, nameOf, typeOf } from "../../parts/format";
import { addressOf } from "../../parts/result";
import { messages } from "./messages";
import { pictureOf, type Node } from "./picture";
import type { Triple } from "./triples";

const [WIDTH, HEIGHT] = [960, 600];
const LONGEST = 14;

export function Network({ lines }: { lines: readonly Triple[] }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const picture = useMemo(() => pictureOf(lines, WIDTH, HEIGHT), [lines]);
  const places = new Map(picture.nodes.map((one) => [one.id, one]));
  if (!picture.edges.length) return <p class="notice">{t.noGraph}</p>;
  const named = picture.edges.length <= 60;
  return (
    <>
      {picture.left > 0 && <p class="muted">{t.leftOut(formatNumber(picture.left, chosen))}</p>}
      <div class="network table-scroll" tabIndex={0} role="region" aria-label={t.graph}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={t.graph}>
          {picture.edges.map((one, index) => {
            const [from, to] = [places.get(one.from), places.get(one.to)];
            if (!from || !to) return null;
            const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
            return (
              <g key={index} class="edge">
                <title>{`${labelOf(from)} – ${shortName(one.label)} – ${labelOf(to)}`}</title>
                <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
                {named && <text x={x} y={y - 2} text-anchor="middle">{shortName(one.label)}</text>}
              </g>
            );
          })}
          {picture.nodes.map((one) => <Thing key={one.id} of={one} />)}
        </svg>
      </div>
    </>
  );
}

function Thing({ of: node }: { of: Node }) {
  const href = node.term.type === "uri" ? addressOf(node.term.value) : null;
  const label = labelOf(node);
  const inside = (
    <>
      <title>{label}</title>
      <circle cx={node.x} cy={node.y} r="5" />
      <text x={node.x} y={node.y + 17} text-anchor="middle">{label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label}</text>
    </>
  );
  const type = typeOf(keyOf(node)) || (node.term.type === "uri" ? "other" : "literal");
  return href ? <a class="node" data-type={type} href={href}>{inside}</a> : <g class="node" data-type={type}>{inside}</g>;
}

function keyOf(node: Node): string {
  const address = node.term.type === "uri" ? addressOf(node.term.value) : null;
  return address?.startsWith("/id/") ? address.slice(4).split("/").map(decodeURIComponent).join("/") : "";
}

function labelOf(node: Node): string {
  const key = keyOf(node);
  return key ? nameOf(key) : node.term.type === "uri" ? shortName(node.term.value) : node.term.value;
}

/** The last part of an IRI; other words as they are. */
export function shortName(words: string): string {
  if (!/^https?:\/\//.test(words)) return words;
  const last = words.replace(/[/#]+$/, "").split(/[/#]/).pop() ?? words;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

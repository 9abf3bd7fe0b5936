// The chain as a picture: cards for links, rows for who stands on them, curves for what feeds what.
// Colours stand in the drawing as var(--…): the file that is saved resolves them (parts/drawing.ts).

import type { ComponentChildren } from "preact";

import type { Language } from "../../i18n";
import { useMessages } from "../../i18n";
import { fitText } from "../../parts/drawing";
import { nameOf } from "../../parts/format";
import { PROGRESS_COLOURS, progressOf, type Chain, type Edge, type Link, type Member, type Progress } from "./chains";
import { NAME, SMALL, type Card, type Layout, type Row } from "./layout";
import { messages } from "./messages";

export type Chosen = { kind: "link"; link: string } | { kind: "member"; link: string; member: string } | { kind: "edge"; from: string; to: string } | null;

export interface PictureProps {
  chain: Chain;
  layout: Layout;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  language: Language;
}

export const SIDES = { a: "var(--accent)", b: "var(--type-project)" } as const;

export function labelOf(link: { label: string; label_en: string }, language: Language): string {
  return language === "en" ? link.label_en : link.label;
}

/** 1.2e9 → 12亿元; ¥1.2bn. */
export function money(yuan: number | null, language: Language): string {
  if (yuan === null || yuan === 0) return "";
  const round = (value: number) => String(Number(value.toPrecision(value >= 1000 ? 4 : 3)));
  if (language === "en") return yuan >= 1e9 ? `¥${round(yuan / 1e9)}bn` : `¥${round(yuan / 1e6)}m`;
  return yuan >= 1e8 ? `${round(yuan / 1e8)}亿` : `${round(yuan / 1e4)}万`;
}

export function Picture({ chain, layout, chosen, choose, language }: PictureProps) {
  const t = useMessages(messages);
  const labels = new Map(chain.links.map((link) => [link.id, labelOf(link, language)]));
  const pairs = new Map(chain.pairings.map((one) => [`${one.link} ${one.feeds}`, one.supplier]));
  const most = Math.max(1, ...chain.links.flatMap((link) => [link, link.a, link.b]).flatMap((one) => one?.members ?? []).map((one) => one.investment ?? 0));
  const near = chosen && chosen.kind !== "edge" ? chosen.link : null;
  const drawn = [...layout.edges].sort((a, b) => weight(a.edge, pairs, near) - weight(b.edge, pairs, near));
  return (
    <>
      {layout.stages.map((one) => (
        <g key={`${one.stage}${one.y}`}>
          <text x={one.x} y={one.y + 13} font-size="12" font-weight="600" fill="var(--ink-2)">{(t.stages as Record<string, string>)[one.stage] ?? one.stage}</text>
          <line x1={one.x} x2={one.x + one.width} y1={one.y + 19} y2={one.y + 19} stroke="var(--line-strong)" />
        </g>
      ))}
      {drawn.map(({ edge, path }) => (
        <Curve key={`${edge.from} ${edge.to}`} edge={edge} path={path} pairing={pairs.get(`${edge.from} ${edge.to}`)} near={near === edge.from || near === edge.to}
          chosen={chosen?.kind === "edge" && chosen.from === edge.from && chosen.to === edge.to}
          label={t.edgeOf(labels.get(edge.from) ?? "", labels.get(edge.to) ?? "")} choose={choose} />
      ))}
      {layout.cards.map((card) => <CardPicture key={card.link.id} card={card} chosen={chosen} choose={choose} language={language} most={most} compared={chain.against !== null} />)}
    </>
  );
}

function weight(edge: Edge, pairs: Map<string, string>, near: string | null): number {
  return Number(edge.evidence.length > 0) + 2 * Number(pairs.has(`${edge.from} ${edge.to}`)) + 4 * Number(near === edge.from || near === edge.to);
}

function Curve({ edge, path, pairing, near, chosen, label, choose }: { edge: Edge; path: string; pairing: "a" | "b" | undefined; near: boolean; chosen: boolean; label: string; choose: (chosen: Chosen) => void }) {
  const told = edge.evidence.length > 0;
  const stroke = chosen || told ? "var(--target)" : pairing ? SIDES[pairing] : near ? "var(--ink-2)" : "var(--line-strong)";
  const line = { d: path, fill: "none", stroke, "stroke-width": chosen ? 3.5 : told || pairing ? 2.2 : near ? 1.8 : 1.2, "stroke-dasharray": edge.kind === "returns" ? "5 4" : undefined };
  return (
    <Button label={label} chosen={chosen} act={() => choose({ kind: "edge", from: edge.from, to: edge.to })} focusable={told || Boolean(pairing)}>
      <path {...line} />
      <path d={path} fill="none" stroke="transparent" stroke-width="11" pointer-events="stroke" class="hit" />
    </Button>
  );
}

function CardPicture({ card, chosen, choose, language, most, compared }: { card: Card; chosen: Chosen; choose: (chosen: Chosen) => void; language: Language; most: number; compared: boolean }) {
  const t = useMessages(messages);
  const { link, x, y, width, height, missing } = card;
  const open = chosen?.kind === "link" && chosen.link === link.id;
  const label = labelOf(link, language);
  const side = link.who === "a" || link.who === "b" ? SIDES[link.who] : "var(--ink-2)";
  const stroke = open ? "var(--target)" : missing ? "var(--line-strong)" : compared ? side : "var(--line-strong)";
  const summary = counted(link, t.counts, language);
  return (
    <g transform={`translate(${x} ${y})`}>
      <Button label={`${label} ${missing ? t.missingLong : summary}`} chosen={open} act={() => choose({ kind: "link", link: link.id })}>
        <rect width={width} height={height} rx="5" fill={missing ? "var(--bg)" : "var(--surface)"} stroke={stroke} stroke-width={open ? 2.5 : compared && !missing ? 1.6 : 1} stroke-dasharray={missing ? "4 3" : undefined} />
        <Lines x={9} y={18} size={NAME} lines={card.lines} fill={missing ? "var(--ink-2)" : "var(--ink)"} weight={missing ? 400 : 600} />
        {missing && <text x={width - 8} y="18" font-size="11" text-anchor="end" fill="var(--bad)">{t.missing}</text>}
        {!missing && <text x="9" y={18 + card.lines.length * 15} font-size="11" fill="var(--ink-2)">{fitText(summary, width - 16, 11)}</text>}
      </Button>
      {card.rows.map((row) => <RowPicture key={`${row.side}${row.member.key}`} row={row} link={link} width={width} chosen={chosen} choose={choose} language={language} most={most} />)}
      {card.more > 0 && (
        <Button label={`${label}：${t.more(String(card.more))}`} act={() => choose({ kind: "link", link: link.id })} chosen={false}>
          <rect x="4" y={height - 22} width={width - 8} height="18" fill="transparent" />
          <text x="26" y={height - 8} font-size="11" fill="var(--accent)">{t.more(String(card.more))}</text>
        </Button>
      )}
    </g>
  );
}

function counted(link: Link, words: (projects: number, companies: number) => string, language: Language): string {
  const all = link.a && link.b ? [...link.a.members, ...link.b.members] : link.members;
  const count = (kind: Member["kind"]) => new Set(all.filter((one) => one.kind === kind).map((one) => one.key)).size;
  const invested = link.a && link.b ? link.a.investment + link.b.investment : link.investment;
  return [words(count("Project"), count("Company")), money(invested, language)].filter(Boolean).join(" ");
}

function RowPicture({ row, link, width, chosen, choose, language, most }: { row: Row; link: Link; width: number; chosen: Chosen; choose: (chosen: Chosen) => void; language: Language; most: number }) {
  const { member, side, y } = row;
  const open = chosen?.kind === "member" && chosen.link === link.id && chosen.member === member.key;
  const amount = money(member.investment, language);
  const tall = row.lines.length * 15;
  return (
    <g transform={`translate(0 ${y})`}>
      <Button label={[member.name, member.stage, amount, side && nameOf(link.id)].filter(Boolean).join(" ")} chosen={open} act={() => choose({ kind: "member", link: link.id, member: member.key })}>
        <rect x="3" y="-1" width={width - 6} height={tall + 4} rx="3" fill={open ? "var(--mark-fact)" : "transparent"} class="row" />
        {side && <rect x="3" y="0" width="3" height={tall + 2} fill={SIDES[side]} />}
        <Glyph member={member} most={most} />
        <Lines x={26} y={13} size={SMALL} lines={row.lines} fill={open ? "var(--mark-ink)" : "var(--ink)"} />
        {amount && <text x={width - 7} y={tall - 2} font-size="11" text-anchor="end" fill={open ? "var(--mark-ink)" : "var(--ink-2)"}>{amount}</text>}
      </Button>
    </g>
  );
}

function Lines({ x, y, size, lines, fill, weight }: { x: number; y: number; size: number; lines: readonly string[]; fill: string; weight?: number }) {
  return <>{lines.map((line, index) => <text key={index} x={x} y={y + index * 15} font-size={size} font-weight={weight} fill={fill}>{line}</text>)}</>;
}

/** A circle for a project (area: investment; colour: stage), a square for a company, a diamond for a zone. */
function Glyph({ member, most }: { member: Member; most: number }) {
  if (member.kind === "Zone") return <path d="M16 4.5L20.5 9L16 13.5L11.5 9Z" fill="var(--type-zone)" />;
  if (member.kind === "Company") return <rect x="12.5" y="5.5" width="7" height="7" fill="var(--type-company)" />;
  const radius = member.investment ? 3 + 5.5 * Math.sqrt(member.investment / most) : 3;
  return <Circle x={16} y={9} radius={radius} progress={progressOf(member.stage)} />;
}

export function Circle({ x, y, radius, progress }: { x: number; y: number; radius: number; progress: Progress }) {
  const tint = PROGRESS_COLOURS[progress];
  return progress === "trial" ? <circle cx={x} cy={y} r={radius - 1} fill="var(--surface)" stroke={tint} stroke-width="2" /> : <circle cx={x} cy={y} r={radius} fill={tint} />;
}

/** Something in the picture that is chosen by click, Enter or space. */
function Button({ label, chosen, act, children, focusable = true }: { label: string; chosen: boolean; act: () => void; children: ComponentChildren; focusable?: boolean }) {
  return (
    <g class="pick" role="button" tabindex={focusable ? 0 : -1} aria-pressed={chosen} onClick={act}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        act();
      }}>
      <title>{label}</title>
      {children}
    </g>
  );
}

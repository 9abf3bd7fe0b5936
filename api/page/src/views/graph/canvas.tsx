// The picture with its keys and buttons; it tells what was picked and is told what to mark.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Key } from "../../api/types";
import { useStore } from "../../app/store";
import { isDark, theme } from "../../app/theme";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { colour, standalone } from "../../parts/drawing";
import { formatNumber, nameOf, typeOf } from "../../parts/format";
import { Board, hasWebGl, type Picked } from "./board";
import { svgOf } from "./files";
import { Layouts, type Placement } from "./layout";
import { messages } from "./messages";
import type { Drawn } from "./network";

export interface CanvasProps {
  drawn: Drawn;
  name: string;
  centres: ReadonlySet<Key>;
  picked: Picked;
  found: ReadonlySet<Key> | null;
  pick: (what: Picked) => void;
  open: (key: Key) => void;
  /** Tells where everything stands: for the files. */
  placed: (placement: Placement) => void;
}

const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function Canvas(props: CanvasProps) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const shade = useStore(theme);
  const frame = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const board = useRef<Board | null>(null);
  const layouts = useRef<Layouts | null>(null);
  const [placement, setPlacement] = useState<Placement | null>(null);
  const [able] = useState(hasWebGl);
  const now = useRef(props);
  now.current = props;
  const { drawn, picked, found, centres } = props;
  const shape = useMemo(() => drawn.nodes.map((one) => one.key).join("\n") + drawn.edges.map((one) => `\n${one.a}\t${one.b}`).join(""), [drawn]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const predicates = () => common[language.get()].predicates as Record<string, string>;
    if (able) board.current = new Board(element, { pick: (what) => now.current.pick(what), open: (key) => now.current.open(key) }, (name) => predicates()[name] ?? name);
    layouts.current = new Layouts();
    const observer = new ResizeObserver(() => board.current?.resize());
    observer.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const recolour = () => board.current?.recolour();
    scheme.addEventListener("change", recolour);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", recolour);
      board.current?.end();
      layouts.current?.end();
      board.current = layouts.current = null;
    };
  }, []);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    layouts.current?.place(drawn, Math.max(300, element.clientWidth), Math.max(300, element.clientHeight), (told) => {
      board.current?.show(drawn, told);
      setPlacement((before) => (told.done || !before || before.done ? told : before)); // what lies between is the board's alone
      if (told.done) now.current.placed(told);
    });
  }, [shape]);
  useEffect(() => board.current?.mark({ picked, found, centres }), [picked?.kind, picked && Object.values(picked).join("\n"), found && [...found].join("\n"), [...centres].join("\n")]);
  useEffect(() => {
    const at = picked?.kind === "node" ? picked.key : null;
    if (at && placement?.done) board.current?.reveal(at);
  }, [picked?.kind === "node" ? picked.key : null, placement?.done]);
  useEffect(() => board.current?.recolour(), [shade]);
  useEffect(() => {
    // what WebGL drew is on the screen only: paper gets lines and circles
    const print = () => {
      if (!paper.current || !placement) return;
      const { content, width, height } = svgOf(drawn, placement, (type) => (c.types as Record<string, string>)[type] ?? type);
      const told = new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${content}</svg>`, "image/svg+xml");
      paper.current.replaceChildren(document.importNode(told.documentElement, true));
    };
    const printed = () => paper.current?.replaceChildren();
    addEventListener("beforeprint", print);
    addEventListener("afterprint", printed);
    return () => {
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", printed);
    };
  }, [drawn, placement, c]);

  const key = picked?.kind === "node" ? picked.key : null;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) board.current?.move(0.1 * arrow[0], -0.1 * arrow[1]);
    else if (arrow) {
      const next = board.current?.next(key, ...arrow);
      if (next) props.pick({ kind: "node", key: next });
    } else if (event.key === "Enter" && key) props.open(key);
    else if (event.key === "+" || event.key === "=") board.current?.zoom(1 / 1.4);
    else if (event.key === "-") board.current?.zoom(1.4);
    else if (event.key === "0") board.current?.fit();
    else if (event.key === "Escape" && picked) props.pick(null);
    else return;
    event.preventDefault();
  };
  const node = key ? drawn.nodes.find((one) => one.key === key) : undefined;
  const types = c.types as Record<string, string>;
  return (
    <div class="canvas-frame">
      {!able && <p class="notice">{t.noWebGl}</p>}
      <div class="canvas" ref={frame} tabIndex={0} role="application" aria-label={t.picture(props.name)} aria-describedby="graph-keys" onKeyDown={onKey} data-laid={placement?.done ? "yes" : "no"}>
        {!able && placement && <img src={still(drawn, placement, props.name, types, shade + String(isDark()))} alt={t.picture(props.name)} />}
      </div>
      {able && <div class="printed print-only" ref={paper} />}
      {able && (
        <p class="zoom no-print">
          <button type="button" aria-label={t.zoomIn} title={t.zoomIn} onClick={() => board.current?.zoom(1 / 1.4)}>+</button>
          <button type="button" aria-label={t.zoomOut} title={t.zoomOut} onClick={() => board.current?.zoom(1.4)}>−</button>
          <button type="button" title={t.fit} onClick={() => board.current?.fit()}>{t.fit}</button>
        </p>
      )}
      {!placement && <p class="laying muted" role="status">{t.laying}</p>}
      <p class="unseen" id="graph-keys">{t.keys}</p>
      <p class="unseen" role="status" aria-live="polite">{node && t.selected(node.name, types[typeOf(node.key)] ?? "", formatNumber(node.drawn, chosen))}</p>
    </div>
  );
}

function still(drawn: Drawn, placement: Placement, name: string, types: Record<string, string>, _shade: string): string {
  const { svg } = standalone({ ...svgOf(drawn, placement, (type) => types[type] ?? type), title: nameOf(name), sources: [], words: { sources: "", more: () => "" } }, colour);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

// 图谱: what stands around an entity, in a report, or in the whole store; every state has an address.

import { useMemo, useRef, useState } from "preact/hooks";

import { useResource } from "../../api/resource";
import type { Key } from "../../api/types";
import { toGraph, toReading } from "../../app/addresses";
import { saveFile } from "../../app/clipboard";
import { navigate, setParameters } from "../../app/router";
import type { ViewProps } from "../../app/routes";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink } from "../../parts/citation";
import { colour, graphml, savePng, saveSvg, standalone } from "../../parts/drawing";
import { formatNumber, nameOf, typeOf } from "../../parts/format";
import { PictureTabs } from "../../parts/picture_tabs";
import { Loading, ProblemNotice } from "../../parts/states";
import { Table, type Column } from "../../parts/table";
import { useTitle } from "../../parts/title";
import type { Picked } from "./board";
import { Canvas } from "./canvas";
import { networkOf, sourcesOf, svgOf } from "./files";
import { Filters, Find, foundIn } from "./filters";
import type { Placement } from "./layout";
import { messages } from "./messages";
import { choose, dataAddress, FIRST, stateOf, type Drawn, type Served, type Tie } from "./network";
import { Legend, Panel } from "./panel";
import "./graph.css";

export default function GraphView({ parameters, query }: ViewProps) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const key = parameters["key"] || null;
  const state = stateOf(key, query);
  const served = useResource<Served>(dataAddress(state));
  const last = useRef<Served | null>(null);
  if (served.data) last.current = served.data;
  const shown = served.data ?? (served.problem ? null : last.current); // while more is fetched, what there is stays
  useTitle(key ? `${nameOf(key)} · ${t.title}` : t.title);
  return (
    <div class="pictures graph-view">
      <PictureTabs current="graph" />
      {shown ? <Known served={shown} query={query} subject={key} />
        : served.problem ? (
          <ProblemNotice problem={served.problem} retry={served.reload}>
            {served.problem.kind === "missing" && key && (
              <>
                <p>{t.gone((c.types as Record<string, string>)[typeOf(key)] ?? typeOf(key), nameOf(key))}</p>
                <p><a href={toReading(nameOf(key))}>{nameOf(key)}</a> · <a href={toGraph()}>{t.toWhole}</a></p>
              </>
            )}
          </ProblemNotice>
        ) : <Loading />}
    </div>
  );
}

function pickedOf(query: URLSearchParams): Picked {
  const [one, other] = [query.get("select"), query.get("with")];
  if (one && other) return { kind: "edge", a: one, b: other };
  return one ? { kind: "node", key: one } : null;
}

function pick(what: Picked): void {
  setParameters({ select: what === null ? null : what.kind === "node" ? what.key : what.a, with: what?.kind === "edge" ? what.b : null });
}

/** Open what is around an entity, or close it again. The centre of the picture is always open. */
function turn(key: Key, centre: Key | null): void {
  if (key === centre) return;
  const query = new URLSearchParams(location.search);
  const opened = query.getAll("open");
  if (centre === null && !opened.length) return navigate(`${toGraph({ key })}?${new URLSearchParams({ select: key })}`);
  query.delete("open");
  for (const one of opened.includes(key) ? opened.filter((other) => other !== key) : [...opened, key]) query.append("open", one);
  query.set("select", key);
  query.delete("with");
  navigate(`${location.pathname}?${query}`);
}

function Known({ served, query, subject }: { served: Served; query: URLSearchParams; subject: Key | null }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const words = query.toString();
  const state = useMemo(() => stateOf(subject, query), [subject, words]);
  const drawn = useMemo(() => choose(served, state), [served, state]);
  const find = query.get("find") ?? "";
  const found = foundIn(drawn, find);
  const picked = pickedOf(query);
  const [placement, setPlacement] = useState<Placement | null>(null);
  const name = subject ? (served.nodes.find((one) => one.key === subject)?.name ?? nameOf(subject)) : state.doc ? t.ofReport(served.documents.find((one) => one.id === state.doc)?.title ?? state.doc) : t.whole;
  const more = Math.min(drawn.left, state.show < 400 ? FIRST : state.show);
  const opened = (picked?.kind === "node" && drawn.nodes.some((one) => one.key === picked.key)) || picked?.kind === "edge";
  return (
    <>
      <header class="pictures-head">
        <h1>{name}</h1>
        <span class="muted">
          {t.drawn(formatNumber(drawn.nodes.length, chosen), formatNumber(drawn.edges.length, chosen))}
          {drawn.left > 0 && <> · {t.left(formatNumber(drawn.left, chosen))}</>}
        </span>
        {more > 0 && state.show < 5000 && <button type="button" class="plain small" onClick={() => setParameters({ show: String(state.show + more) })}>{t.draw(formatNumber(more, chosen))}</button>}
      </header>
      {!subject && !state.doc && <p class="muted">{t.wholeHint}</p>}
      <form class="pictures-bar no-print" onSubmit={(event) => event.preventDefault()}>
        <Find drawn={drawn} words={find} found={found} pick={(key) => pick({ kind: "node", key })} />
        <Filters served={served} state={state} />
      </form>
      {drawn.edges.length === 0 && <p class="notice">{t.nothing}</p>}
      <div class={`with-side ${opened ? "opened" : ""}`}>
        <div>
          <Canvas drawn={drawn} name={name} centres={new Set(served.about)} picked={picked} found={found && new Set(found)} pick={pick} open={(key) => turn(key, subject)} placed={setPlacement} />
          <Legend drawn={drawn} />
        </div>
        <Panel drawn={drawn} picked={picked} centres={served.about} pick={pick} open={(key) => turn(key, subject)} />
      </div>
      <Export drawn={drawn} served={served} placement={placement} name={name} />
      <AsTable drawn={drawn} />
    </>
  );
}

function Export({ drawn, served, placement, name }: { drawn: Drawn; served: Served; placement: Placement | null; name: string }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const types = c.types as Record<string, string>;
  const file = () =>
    placement && standalone({ ...svgOf(drawn, placement, (type) => types[type] ?? type), title: name, sources: sourcesOf(drawn, served, location.origin), words: { sources: t.sources, more: t.moreSources } }, colour);
  const save = (kind: "svg" | "png") => {
    const made = file();
    if (made && kind === "svg") saveSvg(name, made.svg);
    else if (made) void savePng(name, made);
  };
  return (
    <p class="pictures-bar no-print">
      <span class="muted">{t.export}</span>
      <button type="button" class="plain small" disabled={!placement?.done} onClick={() => save("svg")}>SVG</button>
      <button type="button" class="plain small" disabled={!placement?.done} onClick={() => save("png")}>PNG</button>
      <button type="button" class="plain small" onClick={() => saveFile(`${name}.graphml`, graphml(networkOf(drawn)), "application/xml;charset=utf-8")}>GraphML</button>
    </p>
  );
}

/** The same as the picture for those who read with their ears. */
function AsTable({ drawn }: { drawn: Drawn }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const [open, setOpen] = useState(false);
  const predicate = (tie: Tie) => c.predicates[tie.relation as keyof typeof c.predicates] ?? tie.relation;
  const columns: Column<Tie>[] = [
    { id: "subject", title: t.subject, cell: (one) => <EntityLink of={one.from} />, order: (one) => nameOf(one.from), main: true },
    { id: "relation", title: t.relation, cell: (one) => predicate(one) + (one.role ? `（${one.role}）` : ""), order: predicate },
    { id: "object", title: t.object, cell: (one) => <EntityLink of={one.to} />, order: (one) => nameOf(one.to) },
    {
      id: "said", title: t.said, kind: "number", order: (one) => one.places.length,
      cell: (one) => <button type="button" class="as-link" onClick={() => pick({ kind: "edge", a: one.from, b: one.to })}>{t.places(formatNumber(one.places.length, chosen))}</button>,
    },
  ];
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.asTable}</summary>
      {open && <Table columns={columns} rows={drawn.edges.flatMap((one) => one.ties)} rowKey={(one) => `${one.from} ${one.relation} ${one.role} ${one.to}`} caption={t.asTable} first={50} />}
    </details>
  );
}

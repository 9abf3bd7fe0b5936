// 产业链: a chain from upstream to downstream with what reports say stands on it; without an id, all chains.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useResource } from "../../api/resource";
import { runSparql } from "../../api/sparql";
import type { DocumentSummary, Key } from "../../api/types";
import { toChain } from "../../app/addresses";
import { saveFile } from "../../app/clipboard";
import { navigate, setParameters } from "../../app/router";
import type { ViewProps } from "../../app/routes";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink } from "../../parts/citation";
import { colour, graphml, savePng, saveSvg, standalone } from "../../parts/drawing";
import { formatDate, formatNumber, nameOf } from "../../parts/format";
import { PictureTabs } from "../../parts/picture_tabs";
import { Shown } from "../../parts/states";
import { Table, type Column } from "../../parts/table";
import { useTitle } from "../../parts/title";
import { chainAddress, isMissing, membersOf, toldOf, type Catalogue, type Chain, type Head, type Link, type Member } from "./chains";
import { legendOf, networkOf, sourcesOf } from "./files";
import { layoutOf } from "./layout";
import { messages } from "./messages";
import { Panel } from "./panel";
import { labelOf, money, Picture, SIDES, type Chosen } from "./picture";
import "./chain.css";

const FRAME = 14; // border and padding of the frame, and a hair

export default function ChainView({ parameters, query }: ViewProps) {
  const id = parameters["id"];
  return (
    <div class="pictures">
      <PictureTabs current="chain" />
      {id ? <One key={id} id={id} query={query} /> : <All query={query} />}
    </div>
  );
}

function One({ id, query }: { id: string; query: URLSearchParams }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const chain = useResource<Chain>(chainAddress(id, query));
  const all = useResource<Catalogue>("/api/chains");
  useTitle(chain.data ? labelOf(chain.data, chosen) : t.title);
  return (
    <>
      <Shown of={chain}>
        {(told) => (
          <>
            <header class="pictures-head">
              <h1>{labelOf(told, chosen)}</h1>
              <span class="muted">
                {told.zone && (told.against ? t.compared(nameOf(told.zone), nameOf(told.against)) : nameOf(told.zone))}{told.zone && " · "}
                {told.links.every(isMissing) && told.whole.length > 0 ? t.untold : t.missingCount(formatNumber(told.links.filter(isMissing).length, chosen), formatNumber(told.links.length, chosen))}
              </span>
            </header>
            <Bar chain={told} heads={all.data?.chains ?? []} />
            <Drawn chain={told} query={query} />
          </>
        )}
      </Shown>
    </>
  );
}

function Bar({ chain, heads }: { chain: Chain; heads: readonly Head[] }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const zones = (also: Key | null) => {
    const known = chain.zones.map((one) => one.key);
    return also && !known.includes(also) ? [also, ...known] : known;
  };
  return (
    <form class="pictures-bar" onSubmit={(event) => event.preventDefault()}>
      <label>
        {t.chain}{" "}
        <select value={chain.id} onChange={(event) => navigate(toChain(event.currentTarget.value, chain))}>
          {(heads.length ? heads : [chain]).map((one) => <option key={one.id} value={one.id}>{labelOf(one, chosen)}</option>)}
        </select>
      </label>
      <label>
        {t.zone}{" "}
        <select value={chain.zone ?? ""} onChange={(event) => navigate(toChain(chain.id, { zone: event.currentTarget.value || null, against: event.currentTarget.value ? chain.against : null }))}>
          <option value="">{c.all}</option>
          {zones(chain.zone).map((key) => <option key={key} value={key}>{nameOf(key)}</option>)}
        </select>
      </label>
      {chain.zone && (
        <label>
          {t.against}{" "}
          <select value={chain.against ?? ""} onChange={(event) => navigate(toChain(chain.id, { zone: chain.zone, against: event.currentTarget.value }))}>
            <option value="">{t.none}</option>
            {zones(chain.against).filter((key) => key !== chain.zone).map((key) => <option key={key} value={key}>{nameOf(key)}</option>)}
          </select>
        </label>
      )}
    </form>
  );
}

function chosenOf(query: URLSearchParams): Chosen {
  const [link, member, feeds] = [query.get("link"), query.get("member"), query.get("feeds")];
  if (link && feeds) return { kind: "edge", from: link, to: feeds };
  if (member) return { kind: "member", link: link ?? "", member };
  return link ? { kind: "link", link } : null;
}

function choose(chosen: Chosen): void {
  setParameters({
    link: chosen === null ? null : chosen.kind === "edge" ? chosen.from : chosen.link,
    member: chosen?.kind === "member" ? chosen.member : null,
    feeds: chosen?.kind === "edge" ? chosen.to : null,
  });
}

function Drawn({ chain, query }: { chain: Chain; query: URLSearchParams }) {
  const t = useMessages(messages);
  const words = useStore(language);
  const chosen = chosenOf(query);
  const around = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const unit = Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16); // large screens have larger type
  useEffect(() => {
    const element = around.current;
    if (!element) return;
    const measure = () => setRoom(element.clientWidth - 2 * FRAME * unit);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const layout = useMemo(() => (room ? layoutOf(chain, room / unit, (link) => labelOf(link, words), (one) => money(one.investment, words), words === "en" ? 148 : undefined) : null), [chain, room, unit, words]);
  const at = chosen && (layout?.cards.find((one) => one.link.id === (chosen.kind === "edge" ? chosen.from : chosen.link)) ?? null);
  useEffect(() => {
    const element = frame.current;
    if (!element || !at) return; // what was chosen stays in sight when the panel opens beside it
    const [left, right] = [at.x * unit, (at.x + at.width) * unit + 2 * FRAME];
    if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
    else if (left < element.scrollLeft) element.scrollLeft = left;
  }, [at?.link.id]);
  const svg = useRef<SVGSVGElement>(null);
  const name = [labelOf(chain, words), chain.zone && nameOf(chain.zone), chain.against && nameOf(chain.against)].filter(Boolean).join(" · ");
  return (
    <>
      <div class={`with-side ${chosen ? "opened" : ""}`} ref={around}>
        <div class="drawing" ref={frame} tabIndex={0} role="region" aria-label={t.picture(name)}>
          {layout && (
            <svg ref={svg} viewBox={`-2 -2 ${layout.width + 4} ${layout.height + 34}`} width={(layout.width + 4) * unit} height={(layout.height + 34) * unit} role="group" aria-label={t.hint}>
              <Picture chain={chain} layout={layout} chosen={chosen} choose={choose} language={words} />
            </svg>
          )}
        </div>
        <Panel chain={chain} chosen={chosen} choose={choose} language={words} />
      </div>
      <Export chain={chain} name={name} content={() => (layout ? { content: wellFormed(svg.current), width: layout.width + 20, height: layout.height + 34 } : null)} />
      <AsTable chain={chain} />
    </>
  );
}

/** What an element holds as XML, which a file of its own must be. */
function wellFormed(element: Element | null): string {
  const writer = new XMLSerializer();
  return [...(element?.childNodes ?? [])].map((node) => writer.serializeToString(node)).join("");
}

function Export({ chain, name, content }: { chain: Chain; name: string; content: () => { content: string; width: number; height: number } | null }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const words = useStore(language);
  const reports = useResource<{ documents: DocumentSummary[] }>("/api/documents");
  const drawn = () => {
    const picture = content();
    if (!picture) return null;
    const titles = new Map((reports.data?.documents ?? []).map((one) => [one.id, { title: one.title ?? one.id, date: formatDate(one.date, words) }]));
    const sides = ([["a", chain.zone], ["b", chain.against]] as const).flatMap(([side, zone]) => (chain.against && zone ? [{ name: nameOf(zone), colour: SIDES[side] }] : []));
    const legend = legendOf(picture.width, picture.height, { progress: t.progress, company: c.types.Company, zone: c.types.Zone, sides });
    return standalone(
      { ...picture, height: picture.height + legend.height, content: `<g transform="translate(12 0)">${picture.content}${legend.content}</g>`, title: name, sources: sourcesOf(chain, location.origin, titles), words: { sources: t.sources, more: t.moreSources } },
      colour,
    );
  };
  const save = (kind: "svg" | "png") => {
    const file = drawn();
    if (file && kind === "svg") saveSvg(name, file.svg);
    else if (file) void savePng(name, file);
  };
  return (
    <p class="pictures-bar no-print">
      <span class="muted">{t.export}</span>
      <button type="button" class="plain small" onClick={() => save("svg")}>SVG</button>
      <button type="button" class="plain small" onClick={() => save("png")}>PNG</button>
      <button type="button" class="plain small" onClick={() => saveFile(`${name}.graphml`, graphml(networkOf(chain)), "application/xml;charset=utf-8")}>GraphML</button>
      <span class="muted push">{t.lead}</span>
    </p>
  );
}

/** The same as the picture for those who read with their ears. */
function AsTable({ chain }: { chain: Chain }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const words = useStore(language);
  const rows = chain.links.flatMap((link): { link: Link; member: Member | null }[] => {
    const all = membersOf(link);
    return all.length ? all.map(({ member }) => ({ link, member })) : [{ link, member: null }];
  });
  const columns: Column<(typeof rows)[number]>[] = [
    { id: "layer", title: t.layer, cell: (one) => `${(t.stages as Record<string, string>)[one.link.stage] ?? one.link.stage} ${one.link.layer + 1}`, order: (one) => one.link.layer },
    { id: "link", title: t.link, cell: (one) => labelOf(one.link, words), order: (one) => labelOf(one.link, words), main: true },
    { id: "member", title: t.member, cell: (one) => (one.member ? <EntityLink of={one.member.key} /> : <span class="muted">{t.nobody}</span>), order: (one) => one.member?.name },
    { id: "kind", title: t.kind, cell: (one) => one.member && c.types[one.member.kind], order: (one) => one.member?.kind },
    { id: "stage", title: t.stage, cell: (one) => one.member?.stage, order: (one) => one.member?.stage },
    { id: "investment", title: t.investment, kind: "number", cell: (one) => money(one.member?.investment ?? null, words), order: (one) => one.member?.investment },
  ];
  return (
    <details class="as-table">
      <summary>{t.asTable}</summary>
      <Table columns={columns} rows={rows} rowKey={(one, index) => `${one.link.id}${one.member?.key}${index}`} caption={t.table} first={100} />
    </details>
  );
}

async function loadZones(signal: AbortSignal): Promise<string[]> {
  const result = await runSparql("SELECT DISTINCT ?name { ?zone a zg:Zone ; rdfs:label ?name } ORDER BY ?name LIMIT 2000", signal);
  return result.kind === "rows" ? result.rows.map((row) => row["name"]?.value ?? "") : [];
}

function All({ query }: { query: URLSearchParams }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const zone = query.get("zone");
  const zones = useResource<string[]>("zones", loadZones);
  const all = useResource<Catalogue>(`/api/chains${zone ? `?${new URLSearchParams({ zone })}` : ""}`);
  useTitle(t.title);
  const given = zone?.replace(/^Zone\//, "") ?? "";
  const names = zones.data ?? [];
  return (
    <>
      <header class="pictures-head"><h1>{t.title}</h1></header>
      <p class="muted">{t.lead}</p>
      <form class="pictures-bar" onSubmit={(event) => event.preventDefault()}>
        <label>
          {t.chooseZone}{" "}
          <select value={given} onChange={(event) => setParameters({ zone: event.currentTarget.value && `Zone/${event.currentTarget.value}` }, { replace: false })}>
            <option value="">{c.all}</option>
            {(given && !names.includes(given) ? [given, ...names] : names).map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
        </label>
      </form>
      <Shown of={all}>
        {(told) => (
          <ul class="bare chain-list">
            {told.chains.map((one) => (
              <li key={one.id}>
                <a href={toChain(one.id, { zone: one.share ? told.zone : null })}>
                  <span class="label">{labelOf(one, chosen)}</span> {one.share?.core && <span class="badge" title={t.coreHint}>{t.core}</span>}
                  <span class="muted">
                    {one.share
                      ? [{ links: t.ofLinks(formatNumber(one.share.present, chosen), formatNumber(one.links, chosen)), whole: t.untold, leads: t.leads }[toldOf(one.share)], t.counts(one.share.projects, one.share.companies), money(one.share.investment, chosen)].filter(Boolean).join(" · ")
                      : t.linkCount(formatNumber(one.links, chosen))}
                  </span>
                  {chosen === "zh" && <span class="muted">{one.definition}</span>}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </>
  );
}

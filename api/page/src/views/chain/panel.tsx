// Beside the picture: what was clicked, with its sentences; else the legend and what belongs to no link.

import type { ComponentChildren } from "preact";

import type { Key } from "../../api/types";
import { toChain, toEntity, toGraph } from "../../app/addresses";
import type { Language } from "../../i18n";
import { useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink } from "../../parts/citation";
import { formatNumber, formatPeriod, nameOf } from "../../parts/format";
import { Sentences } from "../../parts/sentences";
import { isMissing, membersOf, PROGRESS_COLOURS, type Chain, type Link, type Member, type Progress } from "./chains";
import { ranked } from "./layout";
import { messages } from "./messages";
import { Circle, labelOf, money, SIDES, type Chosen } from "./picture";

interface PanelProps {
  chain: Chain;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  language: Language;
}

export function Panel(props: PanelProps) {
  const { chain, chosen } = props;
  const c = useMessages(common);
  const link = chosen && chosen.kind !== "edge" ? chain.links.find((one) => one.id === chosen.link) : undefined;
  const everyone = link ? membersOf(link).map(({ member }) => member) : chain.whole;
  const member = chosen?.kind === "member" ? everyone.find((one) => one.key === chosen.member) : undefined;
  const content =
    chosen?.kind === "edge" ? <EdgeCard {...props} from={chosen.from} to={chosen.to} />
    : member ? <MemberCard {...props} member={member} link={link} />
    : link ? <LinkCard {...props} link={link} />
    : null;
  if (!content) return <About {...props} />;
  return (
    <aside class="side" aria-live="polite">
      <button type="button" class="plain small close" aria-label={c.close} title={c.close} onClick={() => props.choose(null)}>×</button>
      {content}
    </aside>
  );
}

function LinkCard({ chain, link, choose, language }: PanelProps & { link: Link }) {
  const t = useMessages(messages);
  return (
    <>
      <h2 class="name">{labelOf(link, language)}</h2>
      <p class="muted">{(t.stages as Record<string, string>)[link.stage] ?? link.stage}{language === "zh" && ` · ${link.definition}`}</p>
      {isMissing(link) && <p class="bad">{t.missingLong}</p>}
      {chain.against && <p>{who(link, chain, t)}</p>}
      {(["a", "b", null] as const).map((side) => {
        const some = ranked(link).filter((one) => one.side === side);
        if (!some.length) return null;
        const zone = side === "a" ? chain.zone : side === "b" ? chain.against : null;
        return (
          <section key={side}>
            <h3>{zone ? <><span class="swatch" data-side={side} aria-hidden="true" />{nameOf(zone)}</> : t.members} <span class="count">{some.length}</span></h3>
            <ul class="bare members">{some.map(({ member }) => <li key={member.key}><MemberLine member={member} language={language} act={() => choose({ kind: "member", link: link.id, member: member.key })} /></li>)}</ul>
          </section>
        );
      })}
      {membersOf(link).length > 0 && (
        <section>
          <h3>{t.sentences}</h3>
          <Sentences places={ranked(link).flatMap(({ member }) => member.evidence)} />
        </section>
      )}
      {link.elsewhere.length > 0 && (
        <section>
          <h3>{t.elsewhere}</h3>
          <ul class="bare members">{link.elsewhere.map((one) => <li key={one.key}><a href={toChain(chain.id, { zone: chain.zone, against: one.key })}>{one.name}</a></li>)}</ul>
        </section>
      )}
    </>
  );
}

function who(link: Link, chain: Chain, t: (typeof messages)["zh"]): string {
  if (link.who === "both") return t.both;
  if (link.who === "neither") return t.neither;
  return t.onlyA(nameOf((link.who === "a" ? chain.zone : chain.against) ?? ""));
}

function MemberLine({ member, language, act }: { member: Member; language: Language; act: () => void }) {
  const c = useMessages(common);
  return (
    <button type="button" class="member" onClick={act}>
      <span>{member.name}</span>
      <span class="muted">{[c.types[member.kind], member.stage, money(member.investment, language)].filter(Boolean).join(" · ")}</span>
    </button>
  );
}

function MemberCard({ chain, member, link, choose, language }: PanelProps & { member: Member; link: Link | undefined }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const rows: [string, ComponentChildren][] = [
    [t.unplaced, link ? <button type="button" class="as-link" onClick={() => choose({ kind: "link", link: link.id })}>{labelOf(link, language)}</button> : null],
    [t.stage, [member.stage, formatPeriod(member.stage_date, language)].filter(Boolean).join(" ")],
    [t.investment, member.investment ? `${money(member.investment, language)}${language === "zh" ? "元" : ""}` : ""],
    [c.types.Company, names(member.companies)],
    [c.types.Zone, member.kind === "Zone" ? "" : names(member.zones)],
  ];
  return (
    <>
      <h2 class="name">{member.name}<span class="kind">{c.types[member.kind]}</span></h2>
      <dl>{rows.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p class="row">
        <a href={toEntity(member.key)}>{t.toEntity}</a> <a href={toGraph({ key: member.key })}>{t.toGraph}</a>
        {member.kind === "Zone" && <> <a href={toChain(chain.id, { zone: member.key })}>{t.chains}</a></>}
      </p>
      <h3>{t.sentences} <span class="count">{formatNumber(member.evidence.length, language)}</span></h3>
      <Sentences places={member.evidence} />
    </>
  );
}

function names(keys: readonly Key[]): ComponentChildren {
  return keys.length ? keys.map((key, index) => <span key={key}>{index > 0 && "、"}<EntityLink of={key} /></span>) : "";
}

function EdgeCard({ chain, from, to, language }: PanelProps & { from: string; to: string }) {
  const t = useMessages(messages);
  const edge = chain.edges.find((one) => one.from === from && one.to === to);
  const label = (id: string) => labelOf(chain.links.find((one) => one.id === id) ?? { label: id, label_en: id }, language);
  const pairing = chain.pairings.find((one) => one.link === from && one.feeds === to);
  return (
    <>
      <h2 class="name">{t.edgeOf(label(from), label(to))}</h2>
      {pairing && <p>{t.pairings}{language === "zh" ? "：" : ": "}{nameOf((pairing.supplier === "a" ? chain.zone : chain.against) ?? "")}</p>}
      <p class="muted">{!edge?.evidence.length ? t.skeletonOnly : edge.kind === "told" ? t.onlyTold : t.skeletonAndTold}</p>
      <Sentences places={edge?.evidence ?? []} />
    </>
  );
}

function About({ chain, choose, language }: PanelProps) {
  const t = useMessages(messages);
  const label = (id: string) => labelOf(chain.links.find((one) => one.id === id) ?? { label: id, label_en: id }, language);
  return (
    <aside class="side below" aria-label={t.legend}>
      <Legend compared={chain.against !== null} zones={[chain.zone, chain.against]} />
      {chain.pairings.length > 0 && (
        <section>
          <h3>{t.pairings} <span class="count">{chain.pairings.length}</span></h3>
          <ul class="bare members">
            {chain.pairings.map((one) => (
              <li key={`${one.link}${one.feeds}`}>
                <button type="button" class="member" onClick={() => choose({ kind: "edge", from: one.link, to: one.feeds })}>
                  {t.supplies(nameOf((one.supplier === "a" ? chain.zone : chain.against) ?? ""), label(one.link), label(one.feeds))}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {chain.whole.length > 0 && (
        <section>
          <h3>{t.whole} <span class="count">{chain.whole.length}</span></h3>
          <ul class="bare members">{chain.whole.map((one) => <li key={one.key}><MemberLine member={one} language={language} act={() => choose({ kind: "member", link: "", member: one.key })} /></li>)}</ul>
        </section>
      )}
    </aside>
  );
}

function Legend({ compared, zones }: { compared: boolean; zones: (Key | null)[] }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const line = (stroke: string, dashed = false) => <svg width="26" height="10" aria-hidden="true"><line x1="1" x2="25" y1="5" y2="5" stroke={stroke} stroke-width="2" stroke-dasharray={dashed ? "5 4" : undefined} /></svg>;
  return (
    <section>
      <h3 class="unseen">{t.legend}</h3>
      <ul class="bare legend">
        {compared && (["a", "b"] as const).map((side, index) => <li key={side}><span class="swatch" data-side={side} aria-hidden="true" />{nameOf(zones[index] ?? "")}</li>)}
        {(Object.keys(PROGRESS_COLOURS) as Progress[]).map((one) => <li key={one}><svg width="26" height="14" aria-hidden="true"><Circle x={13} y={7} radius={5.5} progress={one} /></svg>{c.types.Project}{t.progress[one] && ` · ${t.progress[one]}`}</li>)}
        <li><svg width="26" height="14" aria-hidden="true"><rect x="9" y="3" width="8" height="8" fill="var(--type-company)" /></svg>{c.types.Company}</li>
        <li><svg width="26" height="14" aria-hidden="true"><path d="M13 2L18 7L13 12L8 7Z" fill="var(--type-zone)" /></svg>{c.types.Zone}</li>
        <li><svg width="26" height="14" aria-hidden="true"><rect x="1.5" y="1.5" width="23" height="11" rx="3" fill="none" stroke="var(--line-strong)" stroke-dasharray="4 3" /></svg>{t.missingLong}</li>
        <li>{line("var(--line-strong)")}{t.skeletonEdge}</li>
        <li>{line("var(--line-strong)", true)}{t.returnsEdge}</li>
        <li>{line("var(--target)")}{t.toldEdge}</li>
        {compared && <li>{line(SIDES.a)}{t.pairingEdge}</li>}
        <li class="muted">{t.sizeNote}</li>
      </ul>
    </section>
  );
}

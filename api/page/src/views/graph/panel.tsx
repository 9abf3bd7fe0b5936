// What was picked: a node's card with its ties, or an edge with its sentences.

import type { Key } from "../../api/types";
import { toChain, toEntity, toGraph } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { formatNumber, nameOf, typeOf } from "../../parts/format";
import { Sentences } from "../../parts/sentences";
import type { Picked } from "./board";
import { messages } from "./messages";
import { colourOf, type Drawn, type Edge } from "./network";

interface PanelProps {
  drawn: Drawn;
  picked: Picked;
  /** Those asked about: the centre of the picture and what was opened. */
  centres: readonly Key[];
  pick: (what: Picked) => void;
  open: (key: Key) => void;
}

export function Panel(props: PanelProps) {
  const c = useMessages(common);
  const { drawn, picked } = props;
  const node = picked?.kind === "node" ? drawn.nodes.find((one) => one.key === picked.key) : undefined;
  const edge = picked?.kind === "edge" ? drawn.edges.find((one) => (one.a === picked.a && one.b === picked.b) || (one.a === picked.b && one.b === picked.a)) : undefined;
  if (!node && !edge) return null;
  return (
    <aside class="side" aria-live="polite">
      <button type="button" class="plain small close" aria-label={c.close} title={c.close} onClick={() => props.pick(null)}>×</button>
      {node ? <NodeCard {...props} of={node.key} /> : edge ? <EdgeCard {...props} edge={edge} /> : null}
    </aside>
  );
}

function NodeCard({ of: key, drawn, centres, pick, open }: PanelProps & { of: Key }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const node = drawn.nodes.find((one) => one.key === key);
  if (!node) return null;
  const types = c.types as Record<string, string>;
  const ties = drawn.edges.flatMap((edge) => edge.ties.filter((tie) => tie.from === key || tie.to === key).map((tie) => ({ edge, tie })));
  ties.sort((one, other) => one.tie.relation.localeCompare(other.tie.relation) || other.tie.places.length - one.tie.places.length);
  const isOpen = centres.includes(key);
  return (
    <>
      <h2 class="name">{node.name}<span class="kind">{types[node.type] ?? node.type}</span></h2>
      <p class="muted">{t.inAll(formatNumber(node.ties, chosen))}</p>
      <p class="row">
        {centres[0] !== key && <button type="button" class="plain small" onClick={() => open(key)}>{isOpen ? t.close : t.open}</button>}
        {centres[0] !== key && <a href={toGraph({ key })}>{t.centre}</a>}
        <a href={toEntity(key)}>{t.card}</a>
        {node.type === "Zone" && <a href={toChain(undefined, { zone: key })}>{t.chain}</a>}
      </p>
      <h3>{t.ties} <span class="count">{formatNumber(ties.length, chosen)}</span></h3>
      <ul class="bare members">
        {ties.map(({ edge, tie }) => {
          const other = tie.from === key ? tie.to : tie.from;
          return (
            <li key={`${tie.from}${tie.relation}${tie.role}${tie.to}`}>
              <button type="button" class="member" onClick={() => pick({ kind: "edge", a: edge.a, b: edge.b })}>
                <span>
                  <span class="muted">{tie.from === key ? "→" : "←"} {c.predicates[tie.relation as keyof typeof c.predicates] ?? tie.relation}{tie.role && `（${tie.role}）`}</span> {nameOf(other)}
                </span>
                <span class="muted">{t.places(formatNumber(tie.places.length, chosen))}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function EdgeCard({ edge, pick }: PanelProps & { edge: Edge }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const node = (key: Key) => <button type="button" class="as-link" onClick={() => pick({ kind: "node", key })}>{nameOf(key)}</button>;
  return (
    <>
      <h2 class="name">{node(edge.a)} {edge.arrow ? "→" : "—"} {node(edge.b)}</h2>
      {edge.ties.map((tie) => (
        <section key={`${tie.from}${tie.relation}${tie.role}`}>
          <h3>
            {nameOf(tie.from)} {c.predicates[tie.relation as keyof typeof c.predicates] ?? tie.relation}{tie.role && `（${tie.role}）`} {nameOf(tie.to)}{" "}
            <span class="count">{t.places(formatNumber(tie.places.length, chosen))}</span>
          </h3>
          <Sentences places={tie.places} />
        </section>
      ))}
    </>
  );
}

export function Legend({ drawn }: { drawn: Drawn }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const types = c.types as Record<string, string>;
  const shown = [...new Set(drawn.nodes.map((one) => typeOf(one.key)))];
  return (
    <ul class="bare legend graph-legend" aria-label={t.legend}>
      {shown.map((one) => <li key={one}><svg width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="5.5" fill={`var(${colourOf(one)})`} /></svg>{types[one] ?? one}</li>)}
      <li class="muted">{t.sizeNote}</li>
    </ul>
  );
}

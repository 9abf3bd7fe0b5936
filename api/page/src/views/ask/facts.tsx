// The facts that an answer stands on, each with its sentence, and with the same figure as told elsewhere.

import { useState } from "preact/hooks";

import type { Answer, Elsewhere, Fact, Figure } from "../../api/types";
import { toPlace } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink, Quote } from "../../parts/citation";
import { formatDate, formatNumber, formatPeriod } from "../../parts/format";
import { Table, type Column } from "../../parts/table";
import { messages } from "./messages";

export function Facts({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  const { facts } = answer;
  if (!facts.length) return null;
  const predicates = c.predicates as Record<string, string>;
  const columns: Column<Fact>[] = [
    { id: "subject", title: c.subject, cell: (one) => (one.subject_key ? <EntityLink of={one.subject_key} /> : one.subject) },
    { id: "indicator", title: c.indicator, cell: (one) => one.indicator ?? predicates[one.predicate ?? ""] ?? one.predicate },
    { id: "value", title: c.value, cell: (one) => <Value of={one} /> },
    { id: "period", title: c.period, cell: (one) => formatPeriod(one.period, chosen) },
    { id: "quote", title: c.quote, cell: (one) => <Said fact={one} /> },
  ];
  const shown = facts.some((one) => one.period) ? columns : columns.filter((one) => one.id !== "period");
  const title = answer.computed ? t.computedFrom : t.facts;
  return (
    <section class="facts">
      <h2>{title}</h2>
      <Table columns={shown} rows={facts} rowKey={(one, index) => `${one.doc}:${one.start}:${index}`} caption={title} first={20} />
    </section>
  );
}

function Value({ of: fact }: { of: Fact }) {
  const c = useMessages(common);
  const chosen = useStore(language);
  if (fact.object !== undefined) return fact.object_key ? <EntityLink of={fact.object_key} /> : <>{fact.object}</>;
  return (
    <span class="value">
      {fact.qualifier}{formatNumber(fact.value, chosen)}<span class="unit">{fact.unit}</span>
      {fact.status && fact.status !== "实际" && <span class="status" data-status={fact.status}>{c.statuses[fact.status]}</span>}
    </span>
  );
}

function Said({ fact }: { fact: Fact }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const [open, setOpen] = useState(false);
  const others = fact.others ?? [];
  const differing = others.filter((one) => differs(one, fact));
  return (
    <>
      <Quote of={fact} />
      <span class="from">{[fact.title, formatDate(fact.date, chosen)].filter(Boolean).join(" · ")}</span>
      {others.length > 0 && (
        <button type="button" class={`plain small ${differing.length ? "warn" : ""}`} aria-expanded={open} onClick={() => setOpen(!open)}>
          {differing.length ? t.differing(String(differing.length)) : t.otherPlaces(String(others.length))}
        </button>
      )}
      {open && (
        <ul class="others bare">
          {others.map((one) => (
            <li key={`${one.doc}:${one.start}`}>
              <a href={toPlace(one)}><span class="value">{formatNumber(one.value, chosen)}<span class="unit">{one.unit}</span></span> {one.title ?? one.doc}</a>
              {differs(one, fact) && <span class="badge warn">{t.differs}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function differs(other: Elsewhere<Figure>, fact: Fact): boolean {
  return other.unit !== fact.unit || other.value !== fact.value;
}

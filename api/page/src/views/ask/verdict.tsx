// The short answer, large, with what its figure is of; or what is missing.

import type { Answer, Fact } from "../../api/types";
import { toReading } from "../../app/addresses";
import { useStore } from "../../app/store";
import { half, language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { EntityLink } from "../../parts/citation";
import { formatChange, formatNumber, formatPeriod } from "../../parts/format";
import { messages } from "./messages";

const SHORT = 32;

export function Verdict({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const time = <p class="time no-print">{t.milliseconds(formatNumber(Math.max(1, Math.round(answer.milliseconds)), chosen))}</p>;
  if (answer.answer === null)
    return (
      <section class="verdict none" aria-live="polite">
        <h1>{t.none}</h1>
        {answer.reason && (
          <ul class="reason" aria-label={t.missing}>
            {clauses(half(answer.reason, chosen)).map((one) => <li key={one}>{one}</li>)}
          </ul>
        )}
        <p class="no-print"><a href={toReading(answer.question)}>{t.lookFor}</a></p>
        {time}
      </section>
    );
  const items = listed(answer);
  const { said, reckoned } = parted(answer.answer);
  const figure = answer.facts.find((one) => one.value !== undefined);
  return (
    <section class="verdict" aria-live="polite">
      <h1 class={items ? "list" : said.length > SHORT ? "long" : ""} id="answer" lang="zh-CN">
        {items
          ? items.map((one, index) => (
              <span key={`${one.subject}${index}`} class="item">{one.key ? <EntityLink of={one.key} /> : one.name}{index < items.length - 1 && <span class="unseen">、</span>}</span>
            ))
          : said}
        {answer.computed && <span class="badge computed">{t.computed}</span>}
      </h1>
      {reckoned && <p class="about" lang="zh-CN">{reckoned}</p>}
      {figure && !items && <About figure={figure} computed={answer.computed} />}
      {answer.reason && <p class="reason">{half(answer.reason, chosen)}</p>}
      {time}
    </section>
  );
}

/** A reckoned answer, `少83.13亿元（推算：…）`, as the number and what it was reckoned from. */
export function parted(answer: string): { said: string; reckoned: string | null } {
  const found = /^(.{1,60}?)（(推算[：，].*)）$/s.exec(answer);
  return found ? { said: found[1] ?? answer, reckoned: found[2] ?? null } : { said: answer, reckoned: null };
}

/** What the figure is of: subject, indicator, period, qualifier, status, change. */
function About({ figure, computed }: { figure: Fact; computed: boolean }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const chosen = useStore(language);
  if (computed) return <p class="about muted">{t.computedNote}</p>;
  return (
    <p class="about">
      {figure.subject_key ? <EntityLink of={figure.subject_key} /> : figure.subject}
      <span>{figure.indicator}</span>
      <span>{formatPeriod(figure.period, chosen) || c.unknown}</span>
      {figure.qualifier && <span class="badge">{figure.qualifier}</span>}
      {figure.status && <span class="badge status" data-status={figure.status}>{c.statuses[figure.status]}</span>}
      {figure.change && <span class="muted">{formatChange(figure.change, chosen)}</span>}
    </p>
  );
}

interface Item {
  name: string;
  key: string | undefined;
  subject: string;
}

/** The items of an answer that is a list of the names in its facts; null where it is none. */
export function listed(answer: Answer): Item[] | null {
  const relations = answer.facts.filter((one) => one.predicate);
  for (const side of ["subject", "object"] as const) {
    const items = new Map<string, Item>();
    for (const one of relations) {
      const name = one[side];
      if (name && !items.has(name)) items.set(name, { name, key: side === "subject" ? one.subject_key : one.object_key, subject: one.subject });
    }
    const told = (answer.answer ?? "").split("、").sort().join("、");
    if (items.size > 1 && [...items.keys()].join("、").split("、").sort().join("、") === told) return [...items.values()];
  }
  return null;
}

/** A reason as its clauses: what is missing, what is nearest. */
function clauses(reason: string): string[] {
  return reason.split(/[；;]\s*/).filter(Boolean);
}

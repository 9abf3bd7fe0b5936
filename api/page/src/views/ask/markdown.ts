// An answer as Markdown: question, answer, facts, passages with their places, query.

import type { Answer, Fact } from "../../api/types";
import { toAnswer, toPlace } from "../../app/addresses";
import { half, type Language } from "../../i18n";
import { common } from "../../i18n/common";
import { formatDate, formatNumber, formatPeriod } from "../../parts/format";
import { messages } from "./messages";
import { focus } from "./passages";

/** Words of a report as Markdown text: nothing in them is markup. */
export function escaped(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}

export function markdownOf(answer: Answer, origin: string, language: Language): string {
  const [t, c] = [messages[language], common[language]];
  const predicates = c.predicates as Record<string, string>;
  const value = (fact: Fact) => fact.object ?? `${fact.qualifier ?? ""}${formatNumber(fact.value, language)}${fact.unit ?? ""}`;
  const row = (fact: Fact) =>
    [
      escaped(fact.subject),
      escaped(fact.indicator ?? predicates[fact.predicate ?? ""] ?? ""),
      escaped(value(fact)) + (fact.status && fact.status !== "实际" ? `（${c.statuses[fact.status]}）` : ""),
      formatPeriod(fact.period, language),
      `[${escaped(fact.quote)}](${origin}${toPlace(fact)})`,
    ].join(" | ");
  const lines = [`# ${escaped(answer.question)}`, ""];
  if (answer.answer === null) lines.push(`**${t.none}**`, "");
  else lines.push(`**${escaped(answer.answer)}**`, "");
  if (answer.reason) lines.push(escaped(half(answer.reason, language)), "");
  if (answer.facts.length)
    lines.push(
      `## ${answer.computed ? t.computedFrom : t.facts}`, "",
      `| ${[c.subject, c.indicator, c.value, c.period, c.quote].join(" | ")} |`, "|---|---|---|---|---|",
      ...answer.facts.map((fact) => `| ${row(fact)} |`), "",
    );
  if (answer.passages.length) {
    lines.push(`## ${answer.answer === null ? t.nearest : t.passages}`, "");
    for (const one of answer.passages) {
      const source = [escaped(one.title ?? one.doc), formatDate(one.date, language)].filter(Boolean).join(" · ");
      lines.push(`> ${escaped(one.text)}`, ">", `> [${source}](${origin}${toPlace(focus(one))})`, "");
    }
  }
  if (answer.sparql?.trim()) lines.push("## SPARQL", "", "```sparql", answer.sparql.trim(), "```", "");
  lines.push(`${t.askedAt}: <${origin}${toAnswer(answer.question)}>`, "");
  return lines.join("\n");
}

// What can stand at the cursor of a query: classes and properties of ours by name or label, entities by their Chinese
// label, variables of the query. Nothing is asked of another host.

import type { Language } from "../../i18n";

export interface Term {
  name: string;
  kind: "class" | "property" | "thing";
  label_zh: string;
  label_en: string;
  comment_zh: string;
  comment_en: string;
}

export interface Vocabulary {
  prefixes: Record<string, string>;
  terms: Term[];
}

/** A name that may be put in, what it means, and what kind of thing it is. */
export interface Candidate {
  insert: string;
  name: string;
  says: string;
  kind: Term["kind"] | "entity" | "variable" | "keyword";
}

const MOST = 14;
const KEYWORDS = ["SELECT", "WHERE", "FILTER", "OPTIONAL", "UNION", "GROUP BY", "ORDER BY", "LIMIT", "DISTINCT", "COUNT", "SUM", "BIND", "VALUES", "CONSTRUCT", "DESCRIBE", "ASK", "CONTAINS", "SERVICE", "GRAPH", "MINUS", "HAVING"];

/** The word that ends at a place of a line, with where it begins; null inside a string, a comment or an IRI. */
export function wordAt(line: string, at: number): { word: string; from: number } | null {
  const before = line.slice(0, at);
  const bare = before.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>/g, (one) => " ".repeat(one.length));
  if (/["']|<[^\s<>=]+$|(^|\s)#/.test(bare)) return null;
  const word = /[?$]?[\p{L}\p{N}_:·-]*$/u.exec(bare)?.[0] ?? "";
  return word === "" ? null : { word, from: at - word.length };
}

/** Terms that fit a word: by the name behind `zg:`, or by a label; those that begin so first. */
export function fittingTerms(word: string, terms: readonly Term[], chosen: Language): Candidate[] {
  const bare = word.replace(/^zg:/i, "").toLowerCase();
  const label = (one: Term) => (chosen === "zh" ? one.label_zh : one.label_en) || one.label_en || one.label_zh;
  const rank = (one: Term): number => {
    const name = one.name.slice(one.name.indexOf(":") + 1).toLowerCase();
    if (name.startsWith(bare)) return name === bare ? 0 : 1;
    if (one.label_zh.startsWith(bare) || one.label_en.toLowerCase().startsWith(bare)) return 2;
    if (name.includes(bare) || one.label_zh.includes(bare) || one.label_en.toLowerCase().includes(bare)) return 3;
    return 9;
  };
  return terms
    .map((one) => ({ one, rank: rank(one) }))
    .filter((found) => found.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.one.name.length - b.one.name.length || a.one.name.localeCompare(b.one.name))
    .slice(0, MOST)
    .map(({ one }) => ({ insert: one.name, name: one.name, says: label(one), kind: one.kind }));
}

/** Variables of the query that begin so, without the one being typed. */
export function fittingVariables(word: string, query: string): Candidate[] {
  const counts = new Map<string, number>();
  for (const [, name = ""] of query.matchAll(/[?$]([\p{L}\p{N}_]+)/gu)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([name, count]) => name.startsWith(word.slice(1)) && (name !== word.slice(1) || count > 1))
    .map(([name]) => ({ insert: `?${name}`, name: `?${name}`, says: "", kind: "variable" as const }))
    .slice(0, MOST);
}

/** An entity's IRI, as it stands in a query. */
export function entityCandidate(told: { iri: string; name: string }, type: string): Candidate {
  return { insert: `<${told.iri}>`, name: told.name, says: type, kind: "entity" };
}

/** What fits without asking the server; entities come from it. */
export function candidates(word: string, query: string, vocabulary: Vocabulary, chosen: Language): Candidate[] {
  if (/^[?$]/.test(word)) return fittingVariables(word, query);
  const prefix = /^([A-Za-z]+):/.exec(word)?.[1]?.toLowerCase();
  if (prefix !== undefined) return prefix === "zg" ? fittingTerms(word, vocabulary.terms, chosen) : [];
  const prefixes = Object.entries(vocabulary.prefixes)
    .filter(([name]) => name.startsWith(word.toLowerCase()))
    .map(([name, iri]): Candidate => ({ insert: `${name}:`, name: `${name}:`, says: iri, kind: "keyword" }));
  const keywords = KEYWORDS.filter((one) => word.length > 1 && one.toLowerCase().startsWith(word.toLowerCase()) && one.toLowerCase() !== word.toLowerCase())
    .map((one): Candidate => ({ insert: one, name: one, says: "", kind: "keyword" }));
  const terms = word.length > 1 || /\p{Script=Han}/u.test(word) ? fittingTerms(word, vocabulary.terms, chosen) : [];
  return [...keywords, ...prefixes, ...terms].slice(0, MOST);
}

/** Words that may name an entity: those in Chinese. */
export function namesEntity(word: string): boolean {
  return /\p{Script=Han}/u.test(word) && !word.includes(":");
}

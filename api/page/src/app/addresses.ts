// The addresses of the page. Every link is made here, so that what can be shown can be sent to a colleague.

import type { Key, Place } from "../api/types";
import { nameOf, typeOf } from "../parts/format";

type Parameters = Record<string, string | number | null | undefined>;

function withQuery(path: string, parameters: Parameters): string {
  const told = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(told.map(([name, value]) => [name, String(value)])).toString();
  return query ? `${path}?${query}` : path;
}

/** A report, opened at a place where one is given. These are the addresses that IRIs of the graph have, too. */
export function toDocument(id: string, place?: { start: number; end: number }): string {
  return withQuery(`/doc/${encodeURIComponent(id)}`, { start: place?.start, end: place?.end });
}

export function toPlace(place: Place): string {
  return toDocument(place.doc, place);
}

export function toEntity(key: Key): string {
  return `/id/${encodeURIComponent(typeOf(key))}/${encodeURIComponent(nameOf(key))}`;
}

export function toAnswer(question: string): string {
  return withQuery("/ask", { q: question });
}

export function toQuery(query?: string): string {
  return withQuery("/query", { query });
}

export function toPolicy(name: string): string {
  return withQuery("/policies", { policy: name });
}

export function toReading(words?: string): string {
  return withQuery("/read", { q: words });
}

/** The graph around an entity, of a report, or of the whole store. */
export function toGraph(about: { key?: Key; doc?: string } = {}): string {
  const path = about.key ? `/graph/${encodeURIComponent(typeOf(about.key))}/${encodeURIComponent(nameOf(about.key))}` : "/graph";
  return withQuery(path, { doc: about.doc });
}

/** An industrial chain, or all of them; `zone` and `against` by key. */
export function toChain(id?: string, zones: { zone?: Key | null; against?: Key | null } = {}): string {
  return withQuery(id ? `/chain/${encodeURIComponent(id)}` : "/chain", { zone: zones.zone, against: zones.against });
}

/** The address that an earlier version of the page had after its #, as it is now; null for what is none. */
export function fromHash(hash: string): string | null {
  const found = /^#\/(ask|documents|doc|entity|sparql)?(\/[^?]*)?(\?.*)?$/s.exec(hash);
  if (!found) return null;
  const [, name = "", rest = "", query = ""] = found;
  const now: Record<string, string> = { "": "/", ask: "/ask", documents: "/library", doc: "/doc", entity: "/id", sparql: "/query" };
  return `${now[name] ?? "/"}${name === "doc" || name === "entity" ? rest : ""}${query}`;
}

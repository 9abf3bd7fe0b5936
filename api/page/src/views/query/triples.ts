// N-Triples, as CONSTRUCT and DESCRIBE give them. https://www.w3.org/TR/n-triples/

import { request } from "../../api/client";
import type { Row, Term } from "../../api/sparql";

export interface Triple {
  subject: Term;
  predicate: Term;
  object: Term;
}

const LINE = /^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)\s*\.\s*$/;

/** The triples of a text; lines that are none (comments, quoted triples) are left out. */
export function triplesOf(text: string): Triple[] {
  return text.split("\n").flatMap((line) => {
    const found = LINE.exec(line);
    return found ? [{ subject: term(found[1] ?? ""), predicate: term(found[2] ?? ""), object: term(found[3] ?? "") }] : [];
  });
}

export function rowsOf(triples: readonly Triple[]): Row[] {
  return triples.map((one) => ({ subject: one.subject, predicate: one.predicate, object: one.object }));
}

/** Runs a CONSTRUCT or DESCRIBE query for its triples. Throws a Problem. */
export async function loadTriples(query: string, signal: AbortSignal): Promise<Triple[]> {
  const response = await request("/sparql", {
    method: "POST", signal, body: query, headers: { "Content-Type": "application/sparql-query", Accept: "application/n-triples" },
  });
  return triplesOf(await response.text());
}

function term(text: string): Term {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const end = text.lastIndexOf('"');
  const [value, rest] = [unescaped(text.slice(1, end)), text.slice(end + 1)];
  if (rest.startsWith("@")) return { type: "literal", value, "xml:lang": rest.slice(1) };
  return rest ? { type: "literal", value, datatype: rest.slice(3, -1) } : { type: "literal", value };
}

const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four?: string, eight?: string, one = "") =>
    four ?? eight ? String.fromCodePoint(parseInt(four ?? eight ?? "", 16)) : (ESCAPES[one] ?? one));
}

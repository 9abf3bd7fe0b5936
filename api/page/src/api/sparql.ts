// Queries on the endpoint, and their results in the SPARQL 1.1 JSON format.

import { request } from "./client";

export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export type Row = Record<string, Term | undefined>;

export type Result =
  /** `cut`: what the server says where it left rows out. */
  | { kind: "rows"; names: string[]; rows: Row[]; cut?: string }
  | { kind: "boolean"; value: boolean }
  | { kind: "graph"; turtle: string };

interface Json {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Row[] };
}

/** Runs a query: SELECT gives rows, ASK a boolean, CONSTRUCT and DESCRIBE Turtle. Throws a Problem. */
export async function runSparql(query: string, signal?: AbortSignal): Promise<Result> {
  const response = await request("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle" },
    body: query,
    ...(signal && { signal }),
  });
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) return { kind: "graph", turtle: await response.text() };
  const told = (await response.json()) as Json;
  if (told.boolean !== undefined) return { kind: "boolean", value: told.boolean };
  const cut = response.headers.get("Zonegraph-Truncated");
  return { kind: "rows", names: told.head.vars ?? [], rows: told.results?.bindings ?? [], ...(cut && { cut }) };
}

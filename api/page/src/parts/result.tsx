// The result of a SPARQL query: IRIs of ours lead to what they name.

import type { Result, Row, Term } from "../api/sparql";
import { toDocument, toEntity } from "../app/addresses";
import { useStore } from "../app/store";
import { language, useMessages } from "../i18n";
import { common } from "../i18n/common";
import { formatNumber } from "./format";
import { Table, type Column } from "./table";

export function ResultView({ of, title }: { of: Result; title: string }) {
  const c = useMessages(common);
  const chosen = useStore(language);
  if (of.kind === "graph") return <pre class="result">{of.turtle}</pre>;
  if (of.kind === "boolean") return <p class="result boolean">{String(of.value)}</p>;
  const columns = of.names.map((name): Column<Row> => ({
    id: name, title: name, cell: (row) => <TermView of={row[name]} />, order: (row) => orderOf(row[name]),
    kind: of.rows.length > 0 && of.rows.every((row) => typeof orderOf(row[name]) !== "string") ? "number" : "words",
  }));
  return (
    <div class="result">
      <p class="muted">{c.rows(formatNumber(of.rows.length, chosen))}</p>
      <Table columns={columns} rows={of.rows} rowKey={(_, index) => String(index)} caption={title} />
    </div>
  );
}

const NUMERIC = /#(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;

function orderOf(term: Term | undefined): string | number | null {
  if (!term) return null;
  return NUMERIC.test(term.datatype ?? "") ? Number(term.value) : term.value;
}

function TermView({ of: term }: { of: Term | undefined }) {
  if (!term) return null;
  if (term.type !== "uri") return <>{term.type === "triple" ? JSON.stringify(term.value) : term.value}</>;
  const href = addressOf(term.value);
  const words = readable(term.value);
  return href ? <a href={href}>{words.replace(/^.*?\/(?:id|doc)\//, "")}</a> : <span class="iri">{words}</span>;
}

/** The address here of an IRI of the graph; null for any other IRI. */
export function addressOf(iri: string): string | null {
  const entity = /^https?:\/\/[^/]+\/(?:.*\/)?id\/([^/]+)\/([^/?#]+)$/.exec(iri);
  if (entity) return toEntity(`${readable(entity[1] ?? "")}/${readable(entity[2] ?? "")}`);
  const report = /^https?:\/\/[^/]+\/(?:.*\/)?doc\/([^/?#]+)(?:\/[a-z]+\/(\d+)-(\d+)(?:-[^/]*)?)?/.exec(iri);
  if (!report) return null;
  const place = report[2] && report[3] ? { start: Number(report[2]), end: Number(report[3]) } : undefined;
  return toDocument(readable(report[1] ?? ""), place);
}

function readable(iri: string): string {
  try {
    return decodeURIComponent(iri);
  } catch {
    return iri;
  }
}

// The policies of the store, from the graph: what the thesaurus says of each, who carries it out, the reports that name it.

import { runSparql, type Row } from "../../api/sparql";

export interface PolicyRow {
  name: string;
  definition: string;
  topics: string[];
  parties: string[];
  reports: number;
  /** The date of the first report that names it. */
  first: string;
}

const QUERY = `SELECT ?name ?definition ?topics ?parties ?reports ?first WHERE {
  ?policy a zg:Policy ; rdfs:label ?name .
  OPTIONAL { ?policy skos:definition ?definition FILTER(LANG(?definition) = "zh") }
  OPTIONAL { SELECT ?policy (GROUP_CONCAT(DISTINCT ?topic; separator="\\n") AS ?topics) { ?policy a zg:Policy ; skos:broader/skos:prefLabel ?topic FILTER(LANG(?topic) = "zh") } GROUP BY ?policy }
  OPTIONAL { SELECT ?policy (GROUP_CONCAT(DISTINCT ?who; separator="\\n") AS ?parties) { ?party zg:implements ?policy ; rdfs:label ?who } GROUP BY ?policy }
  OPTIONAL { SELECT ?policy (COUNT(DISTINCT ?doc) AS ?reports) (MIN(?date) AS ?first) {
    ?policy a zg:Policy . ?passage schema:mentions ?policy ; zg:document ?doc . OPTIONAL { ?doc dcterms:date ?date } } GROUP BY ?policy }
} LIMIT 20000`;

export async function loadPolicies(signal: AbortSignal): Promise<PolicyRow[]> {
  const result = await runSparql(QUERY, signal);
  return result.kind === "rows" ? policiesOf(result.rows) : [];
}

/** The rows of the query: those that more carry out first, then those that more reports name. */
export function policiesOf(rows: readonly Row[]): PolicyRow[] {
  const list = (words: string | undefined) => (words ? words.split("\n").sort((a, b) => a.localeCompare(b, "zh-CN")) : []);
  return rows
    .map((row): PolicyRow => ({
      name: row["name"]?.value ?? "", definition: row["definition"]?.value ?? "", topics: list(row["topics"]?.value), parties: list(row["parties"]?.value),
      reports: Number(row["reports"]?.value ?? 0), first: row["first"]?.value ?? "",
    }))
    .sort((a, b) => b.parties.length - a.parties.length || b.reports - a.reports || a.name.localeCompare(b.name, "zh-CN"));
}

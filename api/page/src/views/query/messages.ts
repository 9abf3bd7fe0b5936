import { defineMessages } from "../../i18n";

export const messages = defineMessages(
  {
    title: "SPARQL",
    lead: "只读；端点 /sparql。前缀 zg、rdf、rdfs、skos、prov、qb、oa、time、dcterms、schema、xsd 不必声明。",
    query: "SPARQL 查询",
    run: "执行",
    running: "查询中…",
    rows: (n: string) => `${n} 行`,
    yes: "是",
    no: "否",
    result: "查询结果",
    examples: "现成的查询",
    choose: "选一个…",
    csv: "下载 CSV",
  },
  {
    title: "SPARQL",
    lead: "Read-only; the endpoint is /sparql. The prefixes zg, rdf, rdfs, skos, prov, qb, oa, time, dcterms, schema, xsd need not be declared.",
    query: "SPARQL query",
    run: "Run",
    running: "Running…",
    rows: (n: string) => `${n} rows`,
    yes: "Yes",
    no: "No",
    result: "Result of the query",
    examples: "Queries to begin with",
    choose: "choose one…",
    csv: "Download CSV",
  },
);

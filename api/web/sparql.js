// A query of one's own on the graph.

import { runSparql } from "./api.js";
import { entityLink, h } from "./dom.js";

const START = `SELECT ?zone ?indicator ?value ?unit ?period WHERE {
  ?o a zg:Observation ;
     zg:subject/rdfs:label ?zone ;
     zg:indicatorLabel ?indicator ;
     zg:value ?value ;
     zg:unit ?unit .
  OPTIONAL { ?o zg:period ?period }
}
LIMIT 20`;

export async function sparqlView(parameters) {
  const given = parameters.get("query");
  const input = h("textarea", { name: "query", rows: 8, spellcheck: "false", "aria-label": "SPARQL 查询" });
  input.value = given ?? START;
  const output = h("div", { class: "results", "aria-live": "polite" });
  const run = async (event) => {
    event?.preventDefault();
    output.replaceChildren(h("p", { class: "muted" }, "查询中…"));
    try {
      output.replaceChildren(...results(await runSparql(input.value)));
    } catch (error) {
      output.replaceChildren(h("p", { class: "notice error", role: "alert" }, error.message));
    }
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(event);
  });
  return {
    title: "查询",
    nodes: [
      h("h1", {}, "SPARQL 查询"),
      h("p", { class: "muted" }, "只读；端点 /sparql。前缀 zg、rdf、rdfs、skos、prov、qb、oa、time、dcterms、schema、xsd 不必声明。"),
      h("form", { class: "sparql", onsubmit: run }, input, h("button", { type: "submit" }, "执行"), h("span", { class: "muted" }, " Ctrl + Enter")),
      output,
    ],
    ready: () => {
      window.scrollTo(0, 0);
      if (given) run();
    },
  };
}

function results({ type, text }) {
  if (!type.includes("json")) return [h("pre", {}, text)];
  const data = JSON.parse(text);
  if ("boolean" in data) return [h("p", { class: "verdict" }, data.boolean ? "是" : "否")];
  const names = data.head.vars;
  const rows = data.results.bindings;
  return [
    h("p", { class: "muted" }, `${rows.length} 行`),
    h("div", { class: "scroll" }, h("table", {},
      h("thead", {}, h("tr", {}, names.map((name) => h("th", {}, name)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, names.map((name) => h("td", { "data-name": name }, term(row[name])))))))),
  ];
}

function term(value) {
  if (!value) return "";
  if (value.type !== "uri") return value.type === "triple" ? JSON.stringify(value.value) : value.value;
  const entity = /\/id\/([^/]+\/.+)$/.exec(value.value);
  const report = /\/doc\/([^/]+)/.exec(value.value);
  const shown = safeDecode(value.value);
  if (entity) return h("a", { href: entityLink(safeDecode(entity[1])) }, safeDecode(entity[1]));
  if (report) return h("a", { href: `#/doc/${report[1]}` }, shown);
  return shown;
}

function safeDecode(iri) {
  try {
    return decodeURIComponent(iri);
  } catch {
    return iri;
  }
}

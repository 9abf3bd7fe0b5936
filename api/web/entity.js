// One entity: what is said of it over all reports.

import { getJson } from "./api.js";
import { entityLink, formatNumber, formatPeriod, h, nameOf, placeLink, PREDICATES, TYPES } from "./dom.js";

export async function entityView(key) {
  const entity = await getJson(`/api/entities/${key.split("/").map(encodeURIComponent).join("/")}`);
  const others = entity.surfaces.filter((surface) => surface !== entity.name);
  return {
    title: entity.name,
    nodes: [
      h("h1", {}, entity.name, h("span", { class: "count" }, TYPES[entity.type] ?? entity.type)),
      others.length > 0 && h("p", { class: "surfaces" }, "又作：", others.join("、")),
      h("p", { class: "iri" }, entity.id),
      figures(entity),
      projects(entity),
      relations(entity),
      h("section", {}, h("h2", {}, "报告"), h("ul", { class: "plain" }, entity.documents.map((one) => {
        const first = entity.mentions.find((mention) => mention.doc === one.id);
        return h("li", {}, h("a", { href: first ? placeLink(first) : `#/doc/${encodeURIComponent(one.id)}` }, one.title ?? one.id));
      }))),
    ].filter(Boolean),
  };
}

function quoteLink(place) {
  return h("a", { class: "quote", href: placeLink(place) }, place.quote);
}

function figures(entity) {
  if (!entity.facts.length) return null;
  return section("数据", ["指标", "数值", "变化", "时期", "原文"], entity.facts.map((fact) => [
    fact.indicator,
    h("span", { class: "value" }, fact.qualifier ?? "", formatNumber(fact.value), h("span", { class: "unit" }, fact.unit),
      fact.status !== "实际" && h("span", { class: "status" }, fact.status)),
    fact.change ? `${fact.change.kind} ${formatNumber(fact.change.value)}${fact.change.unit}` : "",
    formatPeriod(fact.period),
    quoteLink(fact),
  ]));
}

function projects(entity) {
  if (!entity.projects.length) return null;
  const quantity = (one) => (one ? `${formatNumber(one.value)}${one.unit}` : "");
  return section("项目", ["项目", "企业", "投资", "阶段", "原文"], entity.projects.map((one) => [
    link(one.project, entity),
    joined(one.companies.map((company) => link(company, entity))),
    quantity(one.investment),
    [one.stage ?? "", one.stage_date && ` ${formatPeriod(one.stage_date)}`],
    quoteLink(one),
  ]));
}

function relations(entity) {
  if (!entity.relations.length) return null;
  return section("关系", ["主体", "关系", "对象", "原文"], entity.relations.map((one) => [
    link(one.subject, entity),
    (PREDICATES[one.predicate] ?? one.predicate) + (one.role ? `（${one.role}）` : ""),
    link(one.object, entity),
    quoteLink(one),
  ]));
}

function section(title, names, rows) {
  return h("section", {}, h("h2", {}, title, h("span", { class: "count" }, formatNumber(rows.length))),
    h("div", { class: "scroll" }, h("table", { class: "stack" },
      h("thead", {}, h("tr", {}, names.map((name) => h("th", {}, name)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, index) => h("td", { "data-name": names[index] }, cell))))))));
}

function link(key, entity) {
  return key === entity.key ? entity.name : h("a", { href: entityLink(key) }, nameOf(key));
}

function joined(nodes) {
  return nodes.flatMap((node, index) => (index ? ["、", node] : [node]));
}

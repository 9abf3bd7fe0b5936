// The reports in the store.

import { getJson } from "./api.js";
import { formatNumber, h } from "./dom.js";

const COLUMNS = [["articles", "篇"], ["passages", "段"], ["entities", "实体"], ["observations", "数据"], ["relations", "关系"]];

export async function documentsView() {
  const { documents } = await getJson("/api/documents");
  return {
    title: "文档",
    nodes: [
      h("h1", {}, "文档", h("span", { class: "count" }, formatNumber(documents.length))),
      documents.length === 0 && h("p", { class: "notice" }, "库是空的：用 zonegraph ingest 读入报告。"),
      h("div", { class: "scroll" }, h("table", { class: "documents" },
        h("thead", {}, h("tr", {}, h("th", {}, "标题"), h("th", {}, "来源"), h("th", {}, "日期"),
          COLUMNS.map(([, label]) => h("th", { class: "number" }, label)))),
        h("tbody", {}, documents.map((one) => h("tr", {},
          h("td", { class: "title" }, h("a", { href: `#/doc/${encodeURIComponent(one.id)}` }, one.title ?? one.id),
            h("span", { class: "id" }, one.id)),
          h("td", {}, one.publisher ?? ""),
          h("td", { class: "nowrap" }, one.date ?? ""),
          COLUMNS.map(([name, label]) => h("td", { class: "number", "data-name": label }, formatNumber(one.counts[name])))))))),
    ].filter(Boolean),
  };
}

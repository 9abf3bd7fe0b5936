// A report: all of its articles, what it names and states underlined, and the place that was asked for highlighted.

import { getJson } from "./api.js";
import { codePoints, entityLink, h, nameOf, TYPES } from "./dom.js";

const RANK = { mention: 1, project: 0, relation: 0, observation: 0 };

export async function reportView(id, parameters) {
  const report = await getJson(`/api/documents/${encodeURIComponent(id)}`);
  const text = codePoints(report.text);
  const target = readTarget(parameters, text.length);
  const sections = cut(report, text);
  const body = h("div", { class: "report-body marked" }, sections.map((section) => article(section, report, text, target)));
  const toggle = h("input", { type: "checkbox", checked: true, onchange: () => body.classList.toggle("marked", toggle.checked) });
  const named = sections.filter((section) => section.title);
  return {
    title: report.title ?? report.id,
    nodes: [
      h("div", { class: "report" },
        h("aside", {},
          h("h1", {}, report.title ?? report.id),
          h("dl", {}, [["编号", report.id], ["来源", report.publisher], ["日期", report.date], ["地点", report.place]]
            .filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
          h("label", { class: "toggle" }, toggle, "标出名称与数据"),
          h("p", { class: "legend" }, h("span", { class: "mention" }, "名称"), h("span", { class: "observation" }, "数据"),
            target && h("mark", { class: "target" }, "所引之处")),
          named.length > 1 && h("nav", { "aria-label": "篇目" }, h("ol", {}, named.map((section) =>
            h("li", {}, h("a", { href: "#", onclick: (event) => jump(event, section.anchor) }, section.title)))))),
        body),
    ],
    ready: () => {
      const place = body.querySelector("mark.target");
      if (place) place.scrollIntoView({ block: "center" });
      else window.scrollTo(0, 0);
    },
  };
}

function readTarget(parameters, length) {
  const start = Number.parseInt(parameters.get("start") ?? "", 10);
  const end = Number.parseInt(parameters.get("end") ?? "", 10);
  return Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && start < length ? { start, end } : null;
}

function jump(event, anchor) {
  event.preventDefault(); // the address after # is the view's
  document.getElementById(anchor).scrollIntoView();
}

/** The whole text in sections: the articles, and whatever stands between them. */
function cut(report, text) {
  const sections = [];
  let at = 0;
  const between = (end) => {
    if (end > at && text.slice(at, end).trim()) sections.push({ start: at, end, title: null, outside: sections.length >= 0 });
  };
  for (const one of [...report.articles].sort((a, b) => a.start - b.start)) {
    between(one.start);
    sections.push({ start: one.start, end: one.end, title: one.title ?? one.id, anchor: `article-${one.id}`, article: one });
    at = Math.max(at, one.end);
  }
  between(text.length);
  return sections;
}

function article(section, report, text, target) {
  const about = section.article;
  const facts = about ? [about.publisher, about.author, about.date, about.about].filter(Boolean).join(" · ") : "";
  return h("section", { class: section.outside ? "outside" : "article", id: section.anchor },
    facts && h("p", { class: "byline" }, facts),
    h("div", { class: "text" }, lines(section, text).map((line) =>
      h("p", { class: headingClass(line, report) }, pieces(line, report.spans, text, target)))));
}

/** The lines of a section that are not empty: paragraphs and headings. */
function lines(section, text) {
  const found = [];
  let at = section.start;
  for (const words of text.slice(section.start, section.end).split("\n")) {
    const length = codePoints(words).length;
    if (words.trim()) found.push({ start: at, end: at + length, words: words.trim() });
    at += length + 1;
  }
  return found;
}

function headingClass(line, report) {
  const title = report.passages.some((one) => one.kind === "title" && one.start < line.end && one.end > line.start);
  if (title || report.articles.some((one) => one.title === line.words)) return "title";
  return report.passages.some((one) => one.heading === line.words) ? "heading" : null;
}

/** Text cut wherever a span begins or ends; each piece wears the spans that cover it. */
function pieces(section, spans, text, target) {
  const inside = spans.filter((span) => span.start < section.end && span.end > section.start);
  if (target && target.start < section.end && target.end > section.start) inside.push({ kind: "target", ...target });
  const points = new Set([section.start, section.end]);
  const opening = new Map();
  for (const span of inside) {
    points.add(Math.max(span.start, section.start)).add(Math.min(span.end, section.end));
    const from = Math.max(span.start, section.start);
    opening.set(from, [...(opening.get(from) ?? []), span]);
  }
  const borders = [...points].sort((a, b) => a - b);
  const shown = [];
  let open = [];
  for (let index = 0; index + 1 < borders.length; index++) {
    const [from, to] = [borders[index], borders[index + 1]];
    open = open.filter((span) => span.end > from).concat(opening.get(from) ?? []);
    shown.push(piece(text.slice(from, to), open));
  }
  return shown;
}

function piece(words, open) {
  let node = words;
  const mention = open.filter((span) => span.kind === "mention")
    .sort((a, b) => a.end - a.start - (b.end - b.start) || RANK[b.kind] - RANK[a.kind])[0];
  const observations = open.filter((span) => span.kind === "observation");
  if (mention) {
    const type = mention.key.slice(0, mention.key.indexOf("/"));
    node = h("a", { class: "mention", href: entityLink(mention.key), title: `${TYPES[type] ?? type}：${nameOf(mention.key)}` }, node);
  }
  if (observations.length)
    node = h("span", { class: "observation", title: observations.map((span) => span.label).join("\n") }, node);
  if (open.some((span) => span.kind === "target")) node = h("mark", { class: "target" }, node);
  return node;
}

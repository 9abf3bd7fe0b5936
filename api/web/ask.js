// A question, its answer, what the answer stands on, and the passages.

import { askQuestion, getJson } from "./api.js";
import { codePoints, formatNumber, formatPeriod, h, markedText, placeLink, PREDICATES } from "./dom.js";

export async function askView(parameters) {
  const question = (parameters.get("q") ?? "").trim();
  return question ? answered(question) : welcome();
}

function questionBox(question = "") {
  const input = h("textarea", {
    name: "q", rows: 1, maxlength: 2000, placeholder: "问一个问题，例如：某开发区去年签约了多少个项目？",
    "aria-label": "问题", autocomplete: "off", enterkeyhint: "search",
  });
  input.value = question;
  const send = (event) => {
    event.preventDefault();
    const asked = input.value.trim();
    if (asked) location.hash = `#/ask?q=${encodeURIComponent(asked)}`;
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  });
  return h("form", { class: "question", role: "search", onsubmit: send }, input, h("button", { type: "submit" }, "提问"));
}

async function welcome() {
  const examples = h("ul", { class: "examples" });
  const held = h("p", { class: "held" });
  fillExamples(examples);
  fillHeld(held);
  const box = questionBox();
  return {
    nodes: [
      h("section", { class: "welcome" },
        h("h1", {}, "问报告，看原文"),
        h("p", { class: "lead" }, "回答开发区报告里的数字、名称、政策与做法；每个回答都指到说出它的那句话。"),
        box,
        h("h2", {}, "可以这样问"),
        examples,
        held),
    ],
    ready: () => box.querySelector("textarea").focus({ preventScroll: true }),
  };
}

async function fillExamples(list) {
  try {
    const { questions } = await getJson("/api/examples");
    list.replaceChildren(...questions.map((question) =>
      h("li", {}, h("a", { href: `#/ask?q=${encodeURIComponent(question)}` }, question))));
  } catch (error) {
    list.replaceChildren(h("li", { class: "notice error", role: "alert" }, error.message));
  }
}

async function fillHeld(line) {
  try {
    const { documents } = await getJson("/api/documents");
    const sum = (name) => formatNumber(documents.reduce((total, one) => total + one.counts[name], 0));
    line.replaceChildren(
      "库中有 ", h("a", { href: "#/documents" }, `${formatNumber(documents.length)} 份报告`),
      `、${sum("passages")} 段原文、${sum("observations")} 条数据、${sum("relations")} 条关系。`);
  } catch {
    line.replaceChildren(); // the examples above already tell what is wrong
  }
}

async function answered(question) {
  const answer = await askQuestion(question);
  return {
    title: question,
    nodes: [
      questionBox(question),
      h("article", { class: "answer" },
        verdict(answer),
        facts(answer.facts),
        passages(answer),
        behind(answer)),
    ],
  };
}

function verdict(answer) {
  const time = h("p", { class: "time" }, `用时 ${formatNumber(Math.max(1, Math.round(answer.milliseconds)))} 毫秒`);
  if (answer.answer === null)
    return h("section", { class: "verdict none", "aria-live": "polite" },
      h("h1", {}, "库中没有答案"), h("p", { class: "reason" }, answer.reason), time);
  const long = answer.answer.length > 40;
  return h("section", { class: "verdict", "aria-live": "polite" },
    h("h1", { class: long ? "long" : null, id: "answer" }, answer.answer),
    answer.reason && h("p", { class: "reason" }, answer.reason), time);
}

function facts(found) {
  if (!found.length) return null;
  return h("section", { class: "facts" },
    h("h2", {}, "依据"),
    h("div", { class: "scroll" },
      h("table", { class: "stack" },
        h("thead", {}, h("tr", {}, ["主体", "指标或关系", "数值或对象", "时期", "原文"].map((name) => h("th", {}, name)))),
        h("tbody", {}, found.map((fact) => h("tr", {},
          h("td", { "data-name": "主体" }, fact.subject),
          h("td", { "data-name": "指标" }, fact.indicator ?? PREDICATES[fact.predicate] ?? fact.predicate ?? ""),
          h("td", { "data-name": "数值", class: "value" },
            fact.object ?? [formatNumber(fact.value), h("span", { class: "unit" }, fact.unit ?? "")]),
          h("td", { "data-name": "时期" }, formatPeriod(fact.period)),
          h("td", { "data-name": "原文" }, h("a", { class: "quote", href: placeLink(fact) }, fact.quote))))))));
}

function passages(answer) {
  if (!answer.passages.length) return null;
  return h("section", { class: "passages" },
    h("h2", {}, answer.answer === null ? "最接近的原文" : "原文"),
    h("ol", {}, answer.passages.map((passage) => h("li", {},
      h("a", { class: "passage", href: placeLink(focus(passage)) },
        h("span", { class: "source" }, passage.title ?? passage.doc, h("span", { class: "id" }, passage.doc)),
        h("span", { class: "text" }, markedText(passage.text, passage.marks)))))));
}

/** The sentence around the first words that support the answer; the whole passage where none does. */
function focus(passage) {
  const fact = passage.marks.find(([, , kind]) => kind === "fact");
  if (!fact) return passage;
  const text = codePoints(passage.text);
  let [start, end] = fact;
  while (start > 0 && !/[。！？；\n]/.test(text.slice(start - 1, start))) start--;
  while (end < text.length && !/[。！？；\n]/.test(text.slice(end - 1, end))) end++;
  return { doc: passage.doc, start: passage.start + start, end: passage.start + end };
}

function behind(answer) {
  if (!answer.sparql) return null;
  return h("details", { class: "behind" },
    h("summary", {}, "得出答案的查询（SPARQL）"),
    h("pre", {}, answer.sparql.trim()),
    h("p", {}, h("a", { href: `#/sparql?query=${encodeURIComponent(answer.sparql.trim())}` }, "在查询页打开")));
}


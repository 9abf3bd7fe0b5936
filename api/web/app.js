// The page: an address after # for each view, so that every answer and every place can be linked to.

import { h } from "./dom.js";
import { askView } from "./ask.js";
import { documentsView } from "./documents.js";
import { entityView } from "./entity.js";
import { reportView } from "./report.js";
import { sparqlView } from "./sparql.js";

const main = document.getElementById("main");

const routes = [
  [/^\/?$/, "ask", (_, parameters) => askView(parameters)],
  [/^\/ask$/, "ask", (_, parameters) => askView(parameters)],
  [/^\/documents$/, "documents", () => documentsView()],
  [/^\/doc\/([^/]+)$/, "documents", ([id], parameters) => reportView(id, parameters)],
  [/^\/entity\/(.+)$/, "entity", ([key]) => entityView(key)],
  [/^\/sparql$/, "sparql", (_, parameters) => sparqlView(parameters)],
];

let visit = 0;

async function show() {
  const mine = ++visit;
  const [path, query = ""] = location.hash.replace(/^#/, "").split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const found = routes.find(([pattern]) => pattern.test(path));
  for (const link of document.querySelectorAll("nav [data-view]"))
    link.toggleAttribute("aria-current", found !== undefined && link.dataset.view === found[1]);
  main.setAttribute("aria-busy", "true");
  let view;
  try {
    if (!found) throw new Error(`没有此页：${path}`);
    const names = found[0].exec(path).slice(1).map((part) => part.split("/").map(decodeURIComponent).join("/"));
    view = await found[2](names, parameters);
  } catch (error) {
    view = { nodes: [h("p", { class: "notice error", role: "alert" }, error.message)] };
  }
  if (mine !== visit) return; // the reader has gone on in the meantime
  main.replaceChildren(...view.nodes);
  main.removeAttribute("aria-busy");
  document.title = (view.title ? `${view.title} · ` : "") + "开发区知识图谱";
  if (view.ready) view.ready();
  else window.scrollTo(0, 0);
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address after # is the view's
  main.focus();
});
window.addEventListener("hashchange", show);
show();

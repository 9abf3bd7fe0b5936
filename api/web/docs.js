// The HTTP API as /openapi.json describes it, without any file from another host.

import { getJson } from "./api.js";
import { h } from "./dom.js";

const main = document.getElementById("main");

function resolve(api, schema) {
  const name = schema?.$ref?.split("/").pop();
  return name ? api.components.schemas[name] : schema;
}

/** A sentence on a value: its type and bounds. */
function shape(api, given) {
  const schema = resolve(api, given) ?? {};
  if (schema.properties)
    return `{ ${Object.entries(schema.properties).map(([name, value]) => `"${name}": ${shape(api, value)}`).join(", ")} }`;
  if (schema.type === "array") return `[${shape(api, schema.items)}, …]`;
  const bounds = ["minimum", "maximum", "minLength", "maxLength", "default"].filter((name) => name in schema).map((name) => `${name} ${schema[name]}`);
  const type = schema.type ?? (schema.anyOf ?? []).map((one) => one.type).join(" | ");
  return type + (bounds.length ? ` (${bounds.join(", ")})` : "");
}

function endpoint(api, path, method, operation) {
  const parameters = operation.parameters ?? [];
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  return h("section", { class: "endpoint" },
    h("h3", {}, h("span", { class: "method" }, method.toUpperCase()), h("code", {}, path)),
    h("p", {}, operation.summary ?? ""),
    operation.description && h("p", { class: "muted" },
      operation.description.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part))),
    parameters.length > 0 && h("ul", {}, parameters.map((one) =>
      h("li", {}, h("code", {}, one.name), ` ${one.in}${one.required ? "，必填" : ""}：${shape(api, one.schema)}`))),
    bodies.map(([type, content]) => h("p", {}, h("code", {}, type), " ", h("code", {}, shape(api, content.schema)))),
    h("pre", {}, example(path, method, bodies)));
}

function example(path, method, bodies) {
  const url = location.origin + path;
  if (path === "/sparql" && method === "get")
    return `curl -G '${url}' -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 5'\n\n` +
      `curl -G '${url}' -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?title ?words {\n` +
      `  SERVICE zg:search { ?passage zg:query "政府帮企业跑手续" ; zg:text ?words ; zg:score ?score ; zg:limit 5 }\n` +
      `  ?passage zg:document ?doc . ?doc dcterms:title ?title } ORDER BY DESC(?score)'`;
  if (path === "/sparql") return `curl '${url}' -H 'Content-Type: application/sparql-query' --data 'ASK { ?s ?p ?o }'`;
  if (path === "/gsp" && method === "get") return `curl '${url}?default' -H 'Accept: application/n-triples'`;
  if (path === "/gsp" && method === "delete") return `curl -X DELETE '${url}/notes' -H 'Authorization: Bearer TOKEN'`;
  if (path === "/gsp")
    return `curl -X ${method.toUpperCase()} '${url}/notes' -H 'Authorization: Bearer TOKEN' -H 'Content-Type: text/turtle' --data-binary @notes.ttl`;
  if (path === "/ns" || path === "/.well-known/void") return `curl '${url}' -H 'Accept: text/turtle'`;
  if (method === "get") return `curl '${url}'`;
  if (bodies.some(([type]) => type.startsWith("multipart/")))
    return `curl '${url}' -H 'Authorization: Bearer TOKEN' -F 'files=@report.txt'`;
  return `curl '${url}' -H 'Content-Type: application/json' -d '{"question": "……"}'`;
}

try {
  const api = await getJson("/openapi.json");
  main.replaceChildren(
    h("h1", {}, "HTTP 接口", h("span", { class: "count" }, api.info.version)),
    h("p", { class: "muted" }, api.info.description),
    h("p", {}, h("a", { href: "/openapi.json" }, "openapi.json")),
    ...Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => endpoint(api, path, method, operation))));
} catch (error) {
  main.replaceChildren(h("p", { class: "notice error", role: "alert" }, error.message));
}

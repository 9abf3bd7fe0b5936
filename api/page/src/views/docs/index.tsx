// The HTTP API as /openapi.json describes it.

import type { ComponentChildren } from "preact";

import { useResource } from "../../api/resource";
import { useStore } from "../../app/store";
import { half, language, useMessages } from "../../i18n";
import { Shown } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { exampleOf } from "./examples";
import { messages } from "./messages";
import "./docs.css";
import { shapeOf, type Description, type Operation } from "./openapi";

export default function Docs() {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const api = useResource<Description>("/openapi.json");
  useTitle(t.title);
  return (
    <Shown of={api}>
      {(told) => (
        <div class="docs">
          <h1>{t.title} <span class="count">{told.info.version}</span></h1>
          <p class="muted">{half(told.info.description, chosen)}</p>
          <p><a href="/openapi.json">openapi.json</a></p>
          {Object.entries(told.paths).flatMap(([path, methods]) =>
            Object.entries(methods).map(([method, operation]) => (
              <Endpoint key={`${method} ${path}`} api={told} path={path} method={method} operation={operation} />
            )),
          )}
        </div>
      )}
    </Shown>
  );
}

function Endpoint({ api, path, method, operation }: { api: Description; path: string; method: string; operation: Operation }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  return (
    <section class="endpoint">
      <h2><span class="method">{method.toUpperCase()}</span><code>{path}</code><span class="summary">{half(operation.summary ?? "", chosen)}</span></h2>
      {operation.description && <p class="muted">{withCode(operation.description)}</p>}
      {operation.parameters && operation.parameters.length > 0 && (
        <ul>
          {operation.parameters.map((one) => (
            <li key={one.name}><code>{one.name}</code> {one.in}{one.required ? ` (${t.required})` : ""}: {shapeOf(api, one.schema)}</li>
          ))}
        </ul>
      )}
      {bodies.map(([type, content]) => <p key={type}><code>{type}</code> <code>{shapeOf(api, content.schema)}</code></p>)}
      <pre>{exampleOf(location.origin, path, method, bodies.map(([type]) => type))}</pre>
    </section>
  );
}

function withCode(text: string): ComponentChildren {
  return text.split("`").map((part, index) => (index % 2 ? <code key={index}>{part}</code> : part));
}

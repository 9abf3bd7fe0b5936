// 资料: the documents held, what was read from each, what changed; uploads and removals for those with the token.

import { useEffect, useState } from "preact/hooks";

import { forget, useResource } from "../../api/resource";
import type { Counts, DocumentSummary } from "../../api/types";
import { toDocument } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { formatCount, formatDate, formatNumber } from "../../parts/format";
import { Shown } from "../../parts/states";
import { Table, type Column } from "../../parts/table";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";
import { Removal } from "./removal";
import { changesSince, lastSeen, remember, type Changes } from "./since";
import { Upload } from "./upload";
import "./library.css";

const COUNTED = ["articles", "passages", "entities", "projects", "observations", "relations"] as const satisfies readonly (keyof Counts)[];
const TOKEN = "zonegraph.token";

export default function Library({ query }: ViewProps) {
  const t = useMessages(messages);
  const listed = useResource<{ documents: DocumentSummary[] }>("/api/documents");
  const health = useResource<{ uploads: boolean }>("/healthz");
  const [token, setToken] = useState(readToken);
  const [said, setSaid] = useState("");
  useTitle(t.title);
  const changed = () => {
    forget();
    listed.reload();
  };
  const keepToken = (given: string) => {
    setToken(given);
    writeToken(given);
  };
  const writable = health.data?.uploads ?? false;
  const removing = writable ? listed.data?.documents.find((one) => one.id === query.get("remove")) : undefined;
  return (
    <div class="library">
      {writable ? <Upload token={token} setToken={keepToken} changed={changed} /> : health.data && <p class="muted">{t.readOnly}</p>}
      <p role="status" class={said ? "notice" : "unseen"}>{said}</p>
      <Shown of={listed}>{({ documents }) => <Documents documents={documents} writable={writable} filter={query.get("q") ?? ""} />}</Shown>
      {removing && (
        <Removal document={removing} token={token} setToken={keepToken} close={() => setParameters({ remove: null })}
          done={(words) => { setSaid(words); setParameters({ remove: null }); changed(); }} />
      )}
    </div>
  );
}

function Documents({ documents, writable, filter }: { documents: DocumentSummary[]; writable: boolean; filter: string }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  useEffect(() => remember(documents), [documents]);
  const changes = changesSince(lastSeen, documents);
  const [fresh, updated] = [new Set(changes?.added), new Set(changes?.updated)];
  const wanted = filter.trim().toLowerCase();
  const fitting = documents.filter((one) => !wanted || `${one.title} ${one.publisher} ${one.id}`.toLowerCase().includes(wanted));
  const sum = (name: keyof Counts) => formatCount(documents.reduce((total, one) => total + one.counts[name], 0), chosen);
  const columns: Column<DocumentSummary>[] = [
    {
      id: "title", title: t.name, main: true, order: (one) => one.title ?? one.id,
      cell: (one) => (
        <>
          <a href={toDocument(one.id)}>{one.title ?? one.id}</a>
          {fresh.has(one.id) && <span class="badge fresh">{t.fresh}</span>}
          {updated.has(one.id) && <span class="badge fresh">{t.changed}</span>}
          <span class="id">{one.id}</span>
        </>
      ),
    },
    { id: "publisher", title: t.publisher, cell: (one) => one.publisher, order: (one) => one.publisher },
    { id: "date", title: t.date, kind: "date", cell: (one) => formatDate(one.date, chosen), order: (one) => one.date },
    { id: "status", title: t.status, cell: (one) => <Status of={one} />, order: (one) => (one.copied?.kind ?? "") + String(one.current) },
    ...COUNTED.map((name): Column<DocumentSummary> => ({
      id: name, title: t[name], kind: "number", cell: (one) => formatNumber(one.counts[name], chosen), order: (one) => one.counts[name],
    })),
  ];
  if (writable)
    columns.push({
      id: "remove", title: "",
      cell: (one) => <button type="button" class="plain small" aria-label={t.removing(one.title ?? one.id)} onClick={() => setParameters({ remove: one.id }, { replace: false })}>{t.remove}</button>,
    });
  return (
    <>
      <div class="library-head">
        <h1>{t.title} <span class="count">{formatNumber(documents.length, chosen)}</span></h1>
        <span class="muted">{t.totals(sum("passages"), sum("observations"), sum("relations"))}</span>
        <input type="search" aria-label={t.filter} placeholder={t.filter} value={filter} onInput={(event) => setParameters({ q: event.currentTarget.value })} />
      </div>
      {changes && <Since changes={changes} />}
      {documents.length === 0 ? <p class="notice">{t.empty}</p>
        : fitting.length === 0 ? <p class="muted">{t.noneFits}</p>
        : <Table columns={columns} rows={fitting} rowKey={(one) => one.id} caption={t.title} class="documents" />}
    </>
  );
}

function Status({ of }: { of: DocumentSummary }) {
  const t = useMessages(messages);
  if (of.copied) {
    const others = [...new Set(of.copied.links.map((one) => one.of))].join("、");
    return <span class="badge" title={t.copyOf(others)}>{t.copies[of.copied.kind]}</span>;
  }
  return of.current ? <span class="muted">{t.read}</span> : <span class="badge warn" title={t.staleHint}>{t.stale}</span>;
}

function Since({ changes }: { changes: Changes }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const told = [
    changes.added.length && t.added(formatNumber(changes.added.length, chosen)),
    changes.updated.length && t.updated(formatNumber(changes.updated.length, chosen)),
    changes.gone.length && t.gone(formatNumber(changes.gone.length, chosen)),
  ].filter(Boolean);
  const when = new Date(changes.at).toLocaleString(chosen === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
  return (
    <p class="since">
      {t.sinceLast(when)}{chosen === "zh" ? "：" : ": "}{told.join(chosen === "zh" ? "，" : ", ")}
      {changes.gone.length > 0 && <span class="muted"> ({changes.gone.slice(0, 10).join(", ")}{changes.gone.length > 10 ? "…" : ""})</span>}
    </p>
  );
}

function readToken(): string {
  try {
    return sessionStorage.getItem(TOKEN) ?? "";
  } catch {
    return "";
  }
}

function writeToken(token: string): void {
  try {
    sessionStorage.setItem(TOKEN, token);
  } catch {
    // remembered as long as the view
  }
}

// 资料: the documents held, with what was read from each.

import { useResource } from "../../api/resource";
import type { Counts, DocumentSummary } from "../../api/types";
import { toDocument } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { formatDate, formatNumber } from "../../parts/format";
import { Shown } from "../../parts/states";
import { Table, type Column } from "../../parts/table";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";
import "./library.css";

const COUNTED = ["articles", "passages", "entities", "projects", "observations", "relations"] as const satisfies readonly (keyof Counts)[];

export default function Library() {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const listed = useResource<{ documents: DocumentSummary[] }>("/api/documents");
  useTitle(t.title);
  const columns: Column<DocumentSummary>[] = [
    {
      id: "title", title: t.name, main: true, order: (one) => one.title ?? one.id,
      cell: (one) => <><a href={toDocument(one.id)}>{one.title ?? one.id}</a><span class="id">{one.id}</span></>,
    },
    { id: "publisher", title: t.publisher, cell: (one) => one.publisher, order: (one) => one.publisher },
    { id: "date", title: t.date, kind: "date", cell: (one) => formatDate(one.date, chosen), order: (one) => one.date },
    { id: "status", title: t.status, cell: (one) => (one.copied ? t.copies[one.copied.kind] : t.read), order: (one) => one.copied?.kind ?? "" },
    ...COUNTED.map((name): Column<DocumentSummary> => ({
      id: name, title: t[name], kind: "number", cell: (one) => formatNumber(one.counts[name], chosen), order: (one) => one.counts[name],
    })),
  ];
  return (
    <Shown of={listed}>
      {({ documents }) => (
        <div class="library">
          <h1>{t.title} <span class="count">{formatNumber(documents.length, chosen)}</span></h1>
          {documents.length === 0 ? <p class="notice">{t.empty}</p> : (
            <Table columns={columns} rows={documents} rowKey={(one) => one.id} caption={t.title} class="documents" />
          )}
        </div>
      )}
    </Shown>
  );
}

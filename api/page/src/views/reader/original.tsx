// The file as it was given, beside the text that was read from it.

import type { Document } from "../../api/types";
import { useMessages } from "../../i18n";
import { formatBytes } from "../../parts/format";
import { messages } from "./messages";

/** `page`: the one to open a PDF at. */
export function Original({ report, page }: { report: Document; page: number | null }) {
  const t = useMessages(messages);
  if (!report.original) return null;
  const address = `/api/documents/${encodeURIComponent(report.id)}/original`;
  const { media_type, size } = report.original;
  return (
    <aside class="original no-print" aria-label={t.originalTitle}>
      <p class="panel-head">{page !== null && <span class="page-shown">{t.page(page)}</span>}<a href={`${address}?download=true`} download="">{t.download(formatBytes(size))}</a></p>
      {media_type === null ? <p class="notice">{t.notShown}</p>
        : media_type.startsWith("image/") ? <img src={address} alt={t.originalTitle} />
        // a page is shown without script, forms or an origin; the browser's reader of PDF works in no sandbox
        : media_type === "application/pdf" ? <iframe key={page} src={page === null ? address : `${address}#page=${page}`} title={t.originalTitle} />
        : <iframe src={address} title={t.originalTitle} sandbox="" />}
    </aside>
  );
}

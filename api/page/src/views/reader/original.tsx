// The file as it was given, beside the text that was read from it.

import type { Document } from "../../api/types";
import { useMessages } from "../../i18n";
import { formatBytes } from "../../parts/format";
import { messages } from "./messages";

export function Original({ report }: { report: Document }) {
  const t = useMessages(messages);
  if (!report.original) return null;
  const address = `/api/documents/${encodeURIComponent(report.id)}/original`;
  const { media_type, size } = report.original;
  return (
    <aside class="original no-print" aria-label={t.originalTitle}>
      <p class="panel-head"><a href={`${address}?download=true`} download="">{t.download(formatBytes(size))}</a></p>
      {media_type === null ? <p class="notice">{t.notShown}</p>
        : media_type.startsWith("image/") ? <img src={address} alt={t.originalTitle} />
        // a page is shown without script, forms or an origin; the browser's reader of PDF works in no sandbox
        : media_type === "application/pdf" ? <iframe src={address} title={t.originalTitle} />
        : <iframe src={address} title={t.originalTitle} sandbox="" />}
    </aside>
  );
}

// A button that copies something and says so.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

import { copyText } from "../app/clipboard";
import { useMessages } from "../i18n";
import { common } from "../i18n/common";

export function CopyButton({ text, children, label }: { text: () => string; children: ComponentChildren; label?: string }) {
  const t = useMessages(common);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button type="button" class="plain small copy" aria-label={label} title={label} onClick={async () => setCopied(await copyText(text()))}>
      {copied ? <span role="status">{t.copied}</span> : children}
    </button>
  );
}

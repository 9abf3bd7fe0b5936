// The name of what is shown: in the tab, in the history, and for screen readers after a visit.

import { useEffect } from "preact/hooks";

import { language } from "../i18n";
import { common } from "../i18n/common";
import { useStore } from "../app/store";

export function useTitle(title: string | null | undefined): void {
  const chosen = useStore(language);
  useEffect(() => {
    const product = common[chosen].product;
    document.title = title ? `${title.length > 60 ? `${title.slice(0, 60)}…` : title} · ${product}` : product;
  }, [title, chosen]);
}

// A citation in words, to be pasted into a text: the quote, the report, its date, and the address of the place.

import type { Citation } from "../api/types";
import { toPlace } from "../app/addresses";
import type { Language } from "../i18n";
import { formatDate } from "./format";

export type Quotable = Citation & { title: string | null; date?: string | null };

/** `“……”——《题目》（日期）http://…` */
export function quotation(of: Quotable, origin: string, language: Language): string {
  const words = of.quote.replace(/\s+/g, " ").trim();
  const date = formatDate(of.date, language);
  const title = of.title ?? of.doc;
  const source = language === "zh" ? `《${title}》${date ? `（${date}）` : ""}` : `${title}${date ? ` (${date})` : ""}`;
  return `“${words}”——${source} ${origin}${toPlace(of)}`;
}

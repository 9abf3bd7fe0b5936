// Numbers, periods and dates as each language writes them.

import type { Change, Key, Quantity } from "../api/types";
import type { Language } from "../i18n";

const numbers = {
  zh: new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 }),
};

/** A figure of a report in full: 2,160 or 162.24. */
export function formatNumber(value: number | null | undefined, language: Language = "zh"): string {
  return value === null || value === undefined ? "" : numbers[language].format(value);
}

/** A count of ours, shortened where it is long: 2.3万, 1.2亿; 23k. */
export function formatCount(value: number, language: Language = "zh"): string {
  if (language === "en") return value < 10_000 ? numbers.en.format(value) : new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 }).format(value);
  if (value < 10_000) return numbers.zh.format(value);
  const [unit, size] = value < 100_000_000 ? (["万", 10_000] as const) : (["亿", 100_000_000] as const);
  return `${new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 1 }).format(value / size)}${unit}`;
}

export function formatQuantity(quantity: Quantity | null | undefined, language: Language = "zh"): string {
  return quantity ? `${formatNumber(quantity.value, language)}${quantity.unit}` : "";
}

const FALLS = /下降|减少|降低|减轻|回落|下滑|降幅|收窄|缩小|负增长|净减|^少/;
const ON_THE_YEAR = /同比|[比较]?[上去]年/;

/** A change as printed: 下降 5%, whose value is -5 (the word tells that it fell); in English -5% on the year. */
export function formatChange(change: Change | null | undefined, language: Language = "zh"): string {
  if (!change) return "";
  const { kind, value, unit } = change;
  if (language === "zh") return `${kind} ${formatNumber(FALLS.test(kind) ? Math.abs(value) : value)}${unit}`;
  const size = `${value > 0 ? "+" : ""}${formatNumber(value, "en")}${unit === "个百分点" ? " percentage points" : unit}`;
  return ON_THE_YEAR.test(kind) ? `${size} on the year` : size;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DATE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

/** `2024-01-15` → 2024年1月15日, 15 Jan 2024; what is no date stays as it is. */
export function formatDate(date: string | null | undefined, language: Language = "zh"): string {
  const found = DATE.exec(date ?? "");
  if (!found) return date ?? "";
  const [, year = "", month, day] = found;
  if (language === "zh") return `${year}年` + (month ? `${Number(month)}月` : "") + (day ? `${Number(day)}日` : "");
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** `2024-01/2024-07` → 2024年1月—7月; `2022/` → 2022年以来. */
export function formatPeriod(period: string | null | undefined, language: Language = "zh"): string {
  if (!period) return "";
  const [from = "", to] = period.split("/");
  if (to === undefined) return formatDate(from, language);
  if (to === "") return language === "zh" ? `${formatDate(from)}以来` : `since ${formatDate(from, language)}`;
  const [first, last] = [formatDate(from, language), formatDate(to, language)];
  const year = `${from.slice(0, 4)}年`;
  const sameYear = from.length > 4 && to.length > 4 && from.slice(0, 4) === to.slice(0, 4);
  if (language === "zh") return `${first}—${sameYear && last.startsWith(year) ? last.slice(year.length) : last}`;
  return `${sameYear ? first.replace(/ \d{4}$/, "") : first}–${last}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [size, unit] = bytes < 1 << 20 ? [bytes / 1024, "KB"] : [bytes / (1 << 20), "MB"];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** The name in a key `Type/name`. */
export function nameOf(key: Key): string {
  return key.slice(key.indexOf("/") + 1);
}

/** The type in a key `Type/name`. */
export function typeOf(key: Key): string {
  return key.slice(0, Math.max(0, key.indexOf("/")));
}

// Two languages. Every view keeps its own words in messages.ts; the compiler sees to it that both have the same keys.

import { createStore, useStore } from "../app/store";

export type Language = "zh" | "en";

export interface Messages<T> {
  zh: T;
  en: T;
}

type Words = Record<string, unknown>;

/** The words of a view: what stands under `zh` stands under `en` too, with the same parameters. */
export function defineMessages<T extends Words>(zh: T, en: { [K in keyof T]: Widened<T[K]> }): Messages<T> {
  return { zh, en: en as unknown as T };
}

type Widened<V> = V extends string ? string : V extends Record<string, string> ? Record<keyof V, string> : V;

const KEPT = "zonegraph.language";

export const language = createStore<Language>(firstLanguage());

function firstLanguage(): Language {
  if (typeof location === "undefined") return "zh";
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked === "zh" || asked === "en") return asked;
  try {
    return localStorage.getItem(KEPT) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

export function setLanguage(chosen: Language): void {
  language.set(chosen);
  document.documentElement.lang = chosen === "en" ? "en" : "zh-CN";
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // the choice lasts as long as the page
  }
}

/** The words in the reader's language. */
export function useMessages<T>(messages: Messages<T>): T {
  return messages[useStore(language)];
}

const BOTH = /^(.*?\p{Script=Han}.*?) \/ ([A-Za-z\d].*|[^\p{Script=Han}]*[A-Za-z][^\p{Script=Han}]*)$/su;
const HAN = /\p{Script=Han}+/gu;

/** Whether the English half names in Chinese only what the Chinese half tells too (nothing on 甲区 in the store). */
function whole(chinese: string, english: string): boolean {
  return (english.match(HAN) ?? []).every((name) => chinese.includes(name));
}

/** The server says things in Chinese and English, "中文 / English": the half in the reader's language. */
export function half(text: string, chosen: Language): string {
  return text
    .split("\n")
    .map((line) => {
      const found = BOTH.exec(line);
      if (!found?.[1] || !found[2] || !whole(found[1], found[2])) return line;
      return (chosen === "zh" ? found[1] : found[2]).trim();
    })
    .join("\n");
}

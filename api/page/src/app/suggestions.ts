// What fits the words typed so far: entities and indicators, reports, and questions asked before.

import { useEffect, useState } from "preact/hooks";

import { getJson } from "../api/client";
import type { Key } from "../api/types";
import { pastQuestions } from "./past";

export type Suggestion =
  | { kind: "entity"; key: Key; name: string; type: string }
  | { kind: "document"; id: string; name: string }
  | { kind: "question"; name: string };

const PAUSE_MS = 120;
const MOST_PAST = 4;

/** Past questions that hold all the words typed. */
export function fittingQuestions(words: string, past: readonly string[]): string[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return past.filter((one) => one !== words && wanted.every((word) => one.toLowerCase().includes(word))).slice(0, MOST_PAST);
}

/** Suggestions for words, a moment after the last key; none while they are being composed (`off`). */
export function useSuggestions(words: string, off = false): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([]);
  const trimmed = words.trim();
  useEffect(() => {
    if (off || !trimmed) {
      setFound([]);
      return;
    }
    const controller = new AbortController();
    const past = fittingQuestions(trimmed, pastQuestions()).map((name): Suggestion => ({ kind: "question", name }));
    const timer = setTimeout(async () => {
      try {
        const address = `/api/suggest?${new URLSearchParams({ q: trimmed.slice(-200), k: "8" })}`;
        const told = await getJson<{ suggestions: Suggestion[] }>(address, controller.signal);
        setFound([...past, ...told.suggestions]);
      } catch {
        if (!controller.signal.aborted) setFound(past); // the page says elsewhere when the server is gone
      }
    }, PAUSE_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [trimmed, off]);
  return found;
}

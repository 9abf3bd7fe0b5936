// What changed since the last visit, as far as this browser knows.

import type { DocumentSummary } from "../../api/types";

export interface Seen {
  at: string;
  documents: Record<string, string>;
}

export interface Changes {
  at: string;
  added: string[];
  updated: string[];
  gone: string[];
}

const KEPT = "zonegraph.library";

/** What was there at the last visit: read once, when the page is loaded. */
export const lastSeen: Seen | null = read();

function read(): Seen | null {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return typeof told === "object" && told !== null && "at" in told && "documents" in told ? (told as Seen) : null;
  } catch {
    return null;
  }
}

export function remember(documents: readonly DocumentSummary[]): void {
  try {
    const seen: Seen = { at: new Date().toISOString(), documents: Object.fromEntries(documents.map((one) => [one.id, one.sha256])) };
    localStorage.setItem(KEPT, JSON.stringify(seen));
  } catch {
    // storage is closed or full: nothing is said next time
  }
}

/** The difference; null on a first visit, or where nothing changed. */
export function changesSince(seen: Seen | null, documents: readonly DocumentSummary[]): Changes | null {
  if (!seen) return null;
  const now = new Map(documents.map((one) => [one.id, one.sha256]));
  const added = [...now.keys()].filter((id) => !(id in seen.documents));
  const updated = [...now].filter(([id, sha256]) => id in seen.documents && seen.documents[id] !== sha256).map(([id]) => id);
  const gone = Object.keys(seen.documents).filter((id) => !now.has(id));
  return added.length + updated.length + gone.length ? { at: seen.at, added, updated, gone } : null;
}

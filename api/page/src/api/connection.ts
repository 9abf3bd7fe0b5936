// Whether the server can be reached. When it cannot, it is asked again until it answers; what waits then goes on.

import { createStore } from "../app/store";

export type Connection = "up" | "gone";

export const connection = createStore<Connection>("up");

/** Grows by one each time the server is back: what failed in the meantime loads again. */
export const recoveries = createStore(0);

const FIRST_MS = 1000;
const MOST_MS = 8000;

let asking = false;

export function reportGone(): void {
  connection.set("gone");
  if (!asking) {
    asking = true;
    setTimeout(askAgain, FIRST_MS, FIRST_MS);
  }
}

export function reportUp(): void {
  if (connection.get() === "up") return;
  connection.set("up");
  recoveries.set(recoveries.get() + 1);
}

async function askAgain(waited: number): Promise<void> {
  try {
    const response = await fetch("/healthz", { cache: "no-store" });
    if (response.ok) {
      asking = false;
      reportUp();
      return;
    }
  } catch {
    // still gone
  }
  const next = Math.min(waited * 1.6, MOST_MS);
  setTimeout(askAgain, next, next);
}

// Light, dark, or as the system has it.

import { createStore } from "./store";

export type Theme = "system" | "light" | "dark";

const KEPT = "zonegraph.theme";

export const theme = createStore<Theme>(
  typeof document === "undefined" ? "system" : ((document.documentElement.dataset["theme"] as Theme | undefined) ?? "system"),
);

export function setTheme(chosen: Theme): void {
  theme.set(chosen);
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
  try {
    if (chosen === "system") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, chosen);
  } catch {
    // the choice lasts as long as the page
  }
}

/** Whether the page is dark now: for pictures, which no style sheet reaches. */
export function isDark(): boolean {
  const chosen = theme.get();
  return chosen === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

// The views and their addresses. A view is a folder in views/ whose index.tsx exports a component by default;
// it is loaded when it is opened. The server answers the same addresses with the page (api/routes/pages.py).

import type { ComponentType } from "preact";

import { matchPath, type Parameters } from "./router";

/** What every view gets. */
export interface ViewProps {
  /** The names in the pattern of the address. */
  parameters: Parameters;
  /** The rest of the address after `?`. */
  query: URLSearchParams;
}

export type View = ComponentType<ViewProps>;

export interface Route {
  pattern: string;
  /** The entry of the navigation that is marked while one is here. */
  section: Section | null;
  load: () => Promise<{ default: View }>;
}

export type Section = "ask" | "read" | "graph" | "data" | "projects" | "policies" | "query" | "library";

export const ROUTES: readonly Route[] = [
  { pattern: "/", section: "ask", load: () => import("../views/ask") },
  { pattern: "/ask", section: "ask", load: () => import("../views/ask") },
  { pattern: "/read", section: "read", load: () => import("../views/reading") },
  { pattern: "/doc/:id", section: "read", load: () => import("../views/reader") },
  { pattern: "/id/*key", section: null, load: () => import("../views/entity") },
  { pattern: "/graph", section: "graph", load: () => import("../views/graph") },
  { pattern: "/graph/*key", section: "graph", load: () => import("../views/graph") },
  { pattern: "/chain", section: "graph", load: () => import("../views/chain") },
  { pattern: "/chain/:id", section: "graph", load: () => import("../views/chain") },
  { pattern: "/data", section: "data", load: () => import("../views/data") },
  { pattern: "/projects", section: "projects", load: () => import("../views/projects") },
  { pattern: "/policies", section: "policies", load: () => import("../views/policies") },
  { pattern: "/query", section: "query", load: () => import("../views/query") },
  { pattern: "/library", section: "library", load: () => import("../views/library") },
  { pattern: "/docs", section: null, load: () => import("../views/docs") },
];

/** The navigation, in its order; what has no view yet is not in it. */
export const NAVIGATION: readonly { section: Section; href: string }[] = [
  { section: "ask", href: "/" },
  { section: "read", href: "/read" },
  { section: "graph", href: "/graph" },
  { section: "data", href: "/data" },
  { section: "projects", href: "/projects" },
  { section: "policies", href: "/policies" },
  { section: "query", href: "/query" },
  { section: "library", href: "/library" },
];

export function findRoute(path: string): { route: Route; parameters: Parameters } | null {
  for (const route of ROUTES) {
    const parameters = matchPath(route.pattern, path);
    if (parameters) return { route, parameters };
  }
  return null;
}

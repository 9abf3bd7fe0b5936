// Where the reader is: the address bar, read and written. A click on a link of ours moves without loading a page.

import { fromHash } from "./addresses";
import { createStore, useStore } from "./store";

export interface Location {
  path: string;
  query: URLSearchParams;
  /** Grows with each visit; the same address visited again is another visit. */
  visit: number;
}

export type Parameters = Record<string, string>;

/**
 * Whether a path fits a pattern, and the names in it: `/doc/:id` one segment, `/id/*key` all that follows.
 * Segments come decoded; one that cannot be decoded stands as it is.
 */
export function matchPath(pattern: string, path: string): Parameters | null {
  const [wanted, given] = [pattern.split("/"), path.replace(/(.)\/$/, "$1").split("/")];
  const found: Parameters = {};
  for (let index = 0; index < wanted.length; index++) {
    const part = wanted[index] ?? "";
    if (part.startsWith("*")) {
      if (given.length <= index) return null;
      found[part.slice(1)] = given.slice(index).map(decoded).join("/");
      return found;
    }
    const segment = given[index];
    if (segment === undefined) return null;
    if (part.startsWith(":") && segment !== "") found[part.slice(1)] = decoded(segment);
    else if (part !== segment) return null;
  }
  return wanted.length === given.length ? found : null;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function here(visit: number): Location {
  return { path: location.pathname, query: new URLSearchParams(location.search), visit };
}

let visits = 0;
const current = createStore<Location>({ path: "/", query: new URLSearchParams(), visit: 0 });

export function useLocation(): Location {
  return useStore(current);
}

/** Go to an address of the page. `replace` leaves no step to go back to: for what is refined, not visited. */
export function navigate(href: string, { replace = false } = {}): void {
  if (!replace) history.replaceState({ ...history.state, scroll: window.scrollY }, "");
  history[replace ? "replaceState" : "pushState"]({}, "", href);
  current.set(here(++visits));
}

/** Change parameters of the address one is at; null takes one away. */
export function setParameters(changes: Record<string, string | null>, { replace = true } = {}): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  const words = query.toString();
  navigate(`${location.pathname}${words ? `?${words}` : ""}`, { replace });
}

/** Give a parameter several values, in their order; none takes it away. */
export function setList(name: string, values: readonly string[], { replace = true } = {}): void {
  const query = new URLSearchParams(location.search);
  query.delete(name);
  for (const value of values) query.append(name, value);
  const words = query.toString();
  navigate(`${location.pathname}${words ? `?${words}` : ""}`, { replace });
}

/** Addresses that the server answers with something other than the page. */
const ELSEWHERE = /^\/(api|web|sparql|gsp|ns|healthz|openapi\.json|\.well-known)(\/|\.|$)/;

export function isOurs(url: URL, origin: string): boolean {
  return url.origin === origin && !ELSEWHERE.test(url.pathname);
}

/** Begin to follow clicks and the buttons of the browser. */
export function startRouter(): void {
  const former = location.pathname === "/" ? fromHash(location.hash) : null;
  if (former) history.replaceState({}, "", former);
  history.scrollRestoration = "manual";
  current.set(here(++visits));
  addEventListener("popstate", () => current.set(here(++visits)));
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (!isOurs(url, location.origin)) return;
    if (url.hash && url.pathname === location.pathname && url.search === location.search) return; // a place on this page
    event.preventDefault();
    navigate(url.pathname + url.search + url.hash);
  });
}

/** Where the page was scrolled to when one left it by a link; null on a first visit. */
export function formerScroll(): number | null {
  const state: unknown = history.state;
  if (typeof state === "object" && state !== null && "scroll" in state && typeof state.scroll === "number") return state.scroll;
  return null;
}

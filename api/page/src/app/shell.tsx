// What stands around every view: the head with navigation, search, language and theme, and the state of the connection.

import { useEffect, useErrorBoundary, useRef, useState } from "preact/hooks";

import { connection } from "../api/connection";
import { language, setLanguage, useMessages } from "../i18n";
import { common } from "../i18n/common";
import { Loading } from "../parts/states";
import { Finder, finderOpen } from "./finder";
import { shell } from "./messages";
import { formerScroll, useLocation, type Location } from "./router";
import { findRoute, NAVIGATION, type Section, type View } from "./routes";
import { useStore } from "./store";
import { isDark, setTheme, theme } from "./theme";

export function Shell() {
  const t = useMessages(shell);
  const here = useLocation();
  const found = findRoute(here.path);
  return (
    <>
      <a class="skip" href="#main">{t.skip}</a>
      <Head section={found?.route.section ?? null} />
      <ConnectionBanner />
      <Outlet here={here} />
      <footer class="foot">
        <a href="/docs">{t.api}</a>
        <a href="/ns">{t.vocabulary}</a>
      </footer>
      <Finder />
    </>
  );
}

function Head({ section }: { section: Section | null }) {
  const t = useMessages(shell);
  const chosen = useStore(language);
  useStore(theme);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const marked = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (marked && list.current) list.current.scrollLeft = marked.offsetLeft - 48;
  }, [section]);
  const dark = isDark();
  return (
    <header class="head">
      <a class="brand" href="/" aria-label={t.home}>
        <img src="/web/icon.svg" alt="" width="22" height="22" />
        <span>{useMessages(common).product}</span>
      </a>
      <nav aria-label={t.navigation}>
        <ul ref={list}>
          {NAVIGATION.map((one) => (
            <li key={one.section}>
              <a href={one.href} title={t.hints[one.section]} aria-current={one.section === section ? "page" : undefined}>
                {t.sections[one.section]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="tools">
        <button type="button" class="find" onClick={() => finderOpen.set(true)} aria-keyshortcuts="Control+K" title={t.findHint}>
          <span aria-hidden="true" class="glass" />
          <span class="find-label">{t.find}</span>
          <kbd aria-hidden="true">Ctrl K</kbd>
        </button>
        <button type="button" class="tool" lang={chosen === "zh" ? "en" : "zh-CN"} onClick={() => setLanguage(chosen === "zh" ? "en" : "zh")}>
          {chosen === "zh" ? t.toEnglish : t.toChinese}
        </button>
        <button type="button" class="tool theme" onClick={() => setTheme(dark ? "light" : "dark")} aria-label={dark ? t.light : t.dark} title={dark ? t.light : t.dark}>
          <span aria-hidden="true" class={dark ? "moon" : "sun"} />
        </button>
      </div>
    </header>
  );
}

function ConnectionBanner() {
  const t = useMessages(common);
  const state = useStore(connection);
  const [wasGone, setWasGone] = useState(false);
  useEffect(() => {
    if (state === "gone") {
      setWasGone(true);
      return;
    }
    const timer = setTimeout(() => setWasGone(false), 3000);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div role="status" aria-live="polite" class="connection">
      {state === "gone" ? <p class="banner gone">{t.gone}</p> : wasGone ? <p class="banner back">{t.back}</p> : null}
    </div>
  );
}

const loaded = new Map<string, View>();

function Outlet({ here }: { here: Location }) {
  const found = findRoute(here.path);
  const pattern = found?.route.pattern ?? "";
  const [ready, setReady] = useState<{ pattern: string; view: View } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  useEffect(() => {
    setFailure(null);
    if (!found) return;
    const known = loaded.get(pattern);
    if (known) {
      setReady({ pattern, view: known });
      return;
    }
    let left = false;
    found.route.load().then(
      (module) => {
        loaded.set(pattern, module.default);
        if (!left) setReady({ pattern, view: module.default });
      },
      (error: unknown) => left || setFailure(error),
    );
    return () => {
      left = true;
    };
  }, [pattern]);

  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, formerScroll() ?? 0);
    const focused = document.activeElement;
    if (!focused || focused === document.body || !main.current?.contains(focused)) main.current?.focus({ preventScroll: true });
  }, [here.path]);

  const view = loaded.get(pattern) ?? (ready?.pattern === pattern ? ready.view : null);
  return (
    <main id="main" tabIndex={-1} ref={main} data-view={pattern}>
      {!found ? <Nowhere path={here.path} />
        : failure !== null ? <Stale />
        : view ? <Guarded key={here.path} view={view} parameters={found.parameters} query={here.query} />
        : <Loading />}
    </main>
  );
}

/** A view that breaks says so and leaves the rest of the page alone. */
function Guarded({ view: Shown, parameters, query }: { view: View; parameters: Record<string, string>; query: URLSearchParams }) {
  const t = useMessages(shell);
  const [error] = useErrorBoundary((thrown) => console.error(thrown));
  if (error !== undefined)
    return (
      <div class="notice error" role="alert">
        <p class="notice-title">{t.broken}</p>
        <p>{String((error as Error).message ?? error)}</p>
        <button type="button" class="plain" onClick={() => location.reload()}>{t.reload}</button>
      </div>
    );
  return <Shown parameters={parameters} query={query} />;
}

function Nowhere({ path }: { path: string }) {
  const t = useMessages(shell);
  return (
    <div class="notice" role="alert">
      <p class="notice-title">{t.nowhere}</p>
      <p>{t.nowhereText(path)}</p>
      <p><a href="/">{t.toStart}</a></p>
    </div>
  );
}

/** A part of the page could not be loaded: the server has another version of it, or is gone. */
function Stale() {
  const t = useMessages(shell);
  return (
    <div class="notice error" role="alert">
      <p class="notice-title">{t.newVersion}</p>
      <button type="button" class="plain" onClick={() => location.reload()}>{t.reload}</button>
    </div>
  );
}

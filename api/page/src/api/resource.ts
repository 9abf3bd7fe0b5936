// What a view shows comes from the server: it is loading, there, or the reason why it is not.

import { useEffect, useRef, useState } from "preact/hooks";

import { useStore } from "../app/store";
import { Problem, getJson } from "./client";
import { recoveries } from "./connection";

export interface Resource<T> {
  data?: T;
  problem?: Problem;
  loading: boolean;
  reload(): void;
}

type Load<T> = (signal: AbortSignal) => Promise<T>;

const MOST_KEPT = 40;
const KEPT_MS = 5 * 60_000;
const BUSY_MS = 3000;
const BUSY_TRIES = 10;

const kept = new Map<string, { at: number; data: unknown }>();

/** Forget what was read: after the store was changed from here. */
export function forget(): void {
  kept.clear();
}

function keep(key: string, data: unknown): void {
  kept.delete(key);
  kept.set(key, { at: Date.now(), data });
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
}

function find<T>(key: string | null): T | undefined {
  const found = key === null ? undefined : kept.get(key);
  return found && Date.now() - found.at < KEPT_MS ? (found.data as T) : undefined;
}

/**
 * The data that `load` fetches, by default the JSON at the address `key`; nothing for a `key` of null.
 *
 * What was read lately under the same key is shown at once (going back is instant). A server that is gone or busy is
 * asked again by itself.
 */
export function useResource<T>(key: string | null, load?: Load<T>): Resource<T> {
  const recovery = useStore(recoveries);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ key: string | null; data?: T; problem?: Problem }>({ key: null });
  const loader = useRef<Load<T> | undefined>(load);
  loader.current = load;

  useEffect(() => {
    if (key === null) return;
    const found = find<T>(key);
    if (found !== undefined) {
      setState({ key, data: found });
      return;
    }
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let tries = 0;
    const run = async () => {
      try {
        const data = await (loader.current ? loader.current(controller.signal) : getJson<T>(key, controller.signal));
        if (controller.signal.aborted) return;
        keep(key, data);
        setState({ key, data });
      } catch (error) {
        if (controller.signal.aborted) return;
        const problem = error instanceof Problem ? error : new Problem("failed", String(error));
        setState({ key, problem });
        if (problem.kind === "busy" && tries++ < BUSY_TRIES) timer = setTimeout(run, BUSY_MS);
      }
    };
    void run();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [key, attempt, recovery]);

  const mine = state.key === key;
  const current = mine ? state : { data: find<T>(key) };
  return {
    ...(current.data !== undefined && { data: current.data }),
    ...(mine && state.problem && { problem: state.problem }),
    loading: key !== null && current.data === undefined && !(mine && state.problem),
    reload() {
      if (key !== null) kept.delete(key);
      setState({ key: null });
      setAttempt((count) => count + 1);
    },
  };
}

/** A resource that goes on showing what it held while the next is loading: for lists with filters. */
export function useSteady<T>(resource: Resource<T>): Resource<T> {
  const last = useRef<T | undefined>(undefined);
  if (resource.data !== undefined) last.current = resource.data;
  return resource.loading && last.current !== undefined ? { ...resource, data: last.current } : resource;
}

// Loading, gone, missing, failed: said the same way everywhere.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Problem } from "../api/client";
import type { Resource } from "../api/resource";
import { half, language, useMessages } from "../i18n";
import { common } from "../i18n/common";
import { useStore } from "../app/store";

const SOON_MS = 150;
const SLOW_MS = 4000;

/** Says that something is loading, when it takes more than a moment. */
export function Loading() {
  const t = useMessages(common);
  const [shown, setShown] = useState<"no" | "yes" | "slow">("no");
  useEffect(() => {
    const soon = setTimeout(() => setShown("yes"), SOON_MS);
    const slow = setTimeout(() => setShown("slow"), SLOW_MS);
    return () => {
      clearTimeout(soon);
      clearTimeout(slow);
    };
  }, []);
  return (
    <p class="loading" role="status">
      {shown === "no" ? "\u00a0" : shown === "slow" ? t.slow : t.loading}
    </p>
  );
}

/** Why something is not there, in words. `what` names it: where a removed thing says what it was. */
export function ProblemNotice({ problem, retry, children }: { problem: Problem; retry?: () => void; children?: ComponentChildren }) {
  const t = useMessages(common);
  const chosen = useStore(language);
  const titles: Record<Problem["kind"], string> = {
    gone: t.goneFirst, busy: t.busy, missing: t.missing, denied: t.failed, refused: t.failed, failed: t.failed,
  };
  return (
    <div class={`notice ${problem.kind === "missing" ? "" : "error"}`} role="alert" data-kind={problem.kind}>
      <p class="notice-title">{titles[problem.kind]}</p>
      {problem.message && <p>{half(problem.message, chosen)}</p>}
      {children}
      {retry && (problem.kind === "failed" || problem.kind === "refused") && (
        <button type="button" class="plain" onClick={retry}>{t.retry}</button>
      )}
    </div>
  );
}

/** What a resource holds, or why it does not. */
export function Shown<T>({ of, children }: { of: Resource<T>; children: (data: T) => ComponentChildren }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.problem) return <ProblemNotice problem={of.problem} retry={of.reload} />;
  return <Loading />;
}

// Uploading: files dropped or chosen, their progress, and why one was refused.

import { useEffect, useRef, useState } from "preact/hooks";

import { Problem } from "../../api/client";
import { toDocument } from "../../app/addresses";
import { useStore } from "../../app/store";
import { half, language, useMessages } from "../../i18n";
import { formatBytes, formatNumber } from "../../parts/format";
import { messages } from "./messages";
import { groups, LARGEST, send, settle, shares, troubleFirst, type Sent } from "./sending";

const BUSY_MS = 2000;
const BUSY_TRIES = 30;
const OVER = new Set(["added", "updated", "unchanged", "refused", "removed"]);

interface Props {
  token: string;
  setToken: (token: string) => void;
  /** After something was read into the store. */
  changed: () => void;
}

let numbers = 0;

export function Upload({ token, setToken, changed }: Props) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const [files, setFiles] = useState<Sent[]>([]);
  const [over, setOver] = useState(false);
  const [message, setMessage] = useState("");
  const controller = useRef<AbortController | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const change = (key: number, told: Partial<Sent>) => setFiles((now) => now.map((one) => (one.key === key ? { ...one, ...told } : one)));

  const start = async (some: Sent[]) => {
    const stop = new AbortController();
    controller.current = stop;
    setMessage("");
    for (const group of groups(some)) {
      if (stop.signal.aborted) break;
      for (const one of group) change(one.key, { state: "sending", progress: 0 });
      const sizes = group.map((one) => one.file.size);
      const loaded = (bytes: number) =>
        shares(sizes, bytes).forEach((share, index) => {
          const one = group[index];
          if (one) change(one.key, { progress: share, state: bytes === Number.POSITIVE_INFINITY ? "reading" : "sending" });
        });
      try {
        const outcomes = await patiently(() => send(group, token, loaded, stop.signal), stop.signal);
        settle(group, outcomes).forEach((told, index) => group[index] && change(group[index].key, told));
        changed();
      } catch (error) {
        if (stop.signal.aborted) break;
        const problem = error instanceof Problem ? error : new Problem("failed", String(error));
        const reason = problem.kind === "gone" ? t.brokenOff : half(problem.message, chosen);
        const state = problem.kind === "refused" ? "refused" : "failed";
        for (const one of group) change(one.key, { state, reason });
        if (problem.kind === "denied") {
          setMessage(problem.status === 401 ? t.wrongToken : half(problem.message, chosen));
          stop.abort();
        }
      }
    }
    setFiles((now) => now.map((one) => (some.some((mine) => mine.key === one.key) && ["waiting", "sending", "reading"].includes(one.state) ? { ...one, state: "stopped" } : one)));
    controller.current = null;
  };

  const take = (given: FileList | null | undefined) => {
    if (!given?.length) return;
    if (!token) {
      setMessage(t.needToken);
      return;
    }
    const fresh = [...given].map((file): Sent => {
      const reason = file.size > LARGEST ? t.tooLarge(formatBytes(file.size)) : file.size === 0 ? t.emptyFile : undefined;
      return { key: ++numbers, file, progress: 0, state: reason ? "refused" : "waiting", ...(reason && { reason }) };
    });
    setFiles((now) => [...fresh, ...now]);
    void start(fresh.filter((one) => one.state === "waiting"));
  };

  const done = files.filter((one) => OVER.has(one.state)).length;
  const { files: listed, trouble } = troubleFirst(files);
  const busy = files.some((one) => ["waiting", "sending", "reading"].includes(one.state));
  return (
    <section class="upload" aria-label={t.choose}>
      <div class={`drop ${over ? "over" : ""}`}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files); }}>
        <p>
          {t.drop} <button type="button" class="plain" disabled={busy} onClick={() => input.current?.click()}>{t.choose}</button>
          <input ref={input} type="file" multiple hidden aria-label={t.choose} onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ""; }} />
        </p>
        <p class="muted">{t.kinds}</p>
        <label class="token">{t.token} <input type="password" autocomplete="off" value={token} title={t.tokenHint} onInput={(event) => setToken(event.currentTarget.value)} /></label>
      </div>
      <p role="status" class={message ? "notice error" : "unseen"}>{message}</p>
      {files.length > 0 && (
        <>
          <p class="upload-head">
            <span aria-live="polite">{t.progress(formatNumber(done, chosen), formatNumber(files.length, chosen))}{trouble > 0 && <strong class="trouble"> {t.trouble(formatNumber(trouble, chosen))}</strong>}</span>
            {busy ? <button type="button" class="plain small" onClick={() => controller.current?.abort()}>{t.cancel}</button>
              : <button type="button" class="plain small" onClick={() => setFiles(files.filter((one) => !OVER.has(one.state)))}>{t.clear}</button>}
          </p>
          <ul class="bare uploads">
            {listed.map((one) => (
              <li key={one.key} data-state={one.state}>
                <span class="file">{one.doc ? <a href={toDocument(one.doc)}>{one.file.name}</a> : one.file.name}</span>
                <span class="muted size">{formatBytes(one.file.size)}</span>
                {one.state === "sending" ? <progress value={one.progress} max={1} aria-label={one.file.name} /> : <span class="state">{t.states[one.state]}</span>}
                {["failed", "stopped"].includes(one.state) && !busy && <button type="button" class="plain small" onClick={() => void start([one])}>{t.again}</button>}
                {(one.reason ?? one.note) && <span class="why">{half(one.reason ?? one.note ?? "", chosen)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Tries again while another process writes to the store. */
async function patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== "busy" || tries >= BUSY_TRIES || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
    }
  }
}

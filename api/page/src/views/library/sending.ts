// Files on their way to the server: in small groups, one after another, each with its state.

import { Problem, kindOf } from "../../api/client";

export type FileState = "waiting" | "sending" | "reading" | "added" | "updated" | "unchanged" | "refused" | "failed" | "stopped" | "removed";

export interface Sent {
  key: number;
  file: File;
  state: FileState;
  /** From 0 to 1 while it is sent. */
  progress: number;
  /** The document it became. */
  doc?: string;
  reason?: string;
  note?: string;
}

interface Outcome {
  /** The file, or the archive that it came in, by the name under which it was sent. */
  upload: string | null;
  status: "added" | "updated" | "unchanged" | "refused";
  id: string | null;
  reason: string | null;
  note: string | null;
}

export const LARGEST = 64 << 20;
const GROUP_FILES = 8;
const GROUP_BYTES = 24 << 20;

/** Groups of files small enough to be one request each; a name stands in a group once, or the server keeps only one. */
export function groups(files: readonly Sent[]): Sent[][] {
  const all: Sent[][] = [];
  for (const one of files) {
    const last = all[all.length - 1];
    const bytes = last?.reduce((sum, other) => sum + other.file.size, 0) ?? 0;
    const fits = last && last.length < GROUP_FILES && bytes + one.file.size <= GROUP_BYTES && last.every((other) => other.file.name !== one.file.name);
    if (last && fits) last.push(one);
    else all.push([one]);
  }
  return all;
}

const TROUBLE: ReadonlySet<FileState> = new Set(["refused", "failed", "stopped"]);

/** The files with those that were not taken first, and how many these are: among a hundred nobody would find them. */
export function troubleFirst(files: readonly Sent[]): { files: Sent[]; trouble: number } {
  const trouble = files.filter((one) => TROUBLE.has(one.state));
  return { files: [...trouble, ...files.filter((one) => !TROUBLE.has(one.state))], trouble: trouble.length };
}

/** The part of each file that has gone out when `loaded` bytes of a group have. */
export function shares(sizes: readonly number[], loaded: number): number[] {
  let before = 0;
  return sizes.map((size) => {
    const gone = Math.min(size, Math.max(0, loaded - before));
    before += size;
    return size ? gone / size : 1;
  });
}

/** What became of each file of a group; an archive is refused where all that is in it was. */
export function settle(group: readonly Sent[], outcomes: readonly Outcome[]): Partial<Sent>[] {
  return group.map((one) => {
    const mine = outcomes.filter((told) => told.upload === one.file.name);
    const best = mine.find((told) => told.status !== "refused") ?? mine[0];
    if (!best) return { state: "failed" };
    const refused = mine.find((told) => told.status === "refused");
    return {
      state: best.status,
      progress: 1,
      ...(best.id && { doc: best.id }),
      ...(refused?.reason && { reason: refused.reason }),
      ...(best.note && { note: best.note }),
    };
  });
}

/** Sends one group; `loaded` is told the bytes that have gone out. Throws a Problem. */
export function send(group: readonly Sent[], token: string, loaded: (bytes: number) => void, signal: AbortSignal): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const one of group) form.append("files", one.file, one.file.name);
    const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
    request.open("POST", "/api/documents");
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.onprogress = (event) => loaded(event.loaded);
    request.upload.onload = () => loaded(Number.POSITIVE_INFINITY);
    request.onload = () => {
      const told = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve((told["documents"] as Outcome[] | undefined) ?? []);
      else reject(new Problem(kindOf(request.status), String(told["error"] ?? request.statusText), request.status));
    };
    request.onerror = () => reject(new Problem("gone", ""));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const told: unknown = JSON.parse(text);
    return typeof told === "object" && told !== null ? (told as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

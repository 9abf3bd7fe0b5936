// Calls to the server. What goes wrong is a Problem of one of few kinds, with the server's own words.

import { reportGone, reportUp } from "./connection";

/**
 * gone: the server cannot be reached · busy: it asks to come back later · missing: 404, 410 · denied: 401, 403
 * refused: another 4xx, the request is at fault · failed: 5xx
 */
export type ProblemKind = "gone" | "busy" | "missing" | "denied" | "refused" | "failed";

export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly status = 0,
    /** The rest of what the server said, where it said more than `error`. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export function kindOf(status: number): ProblemKind {
  if (status === 404 || status === 410) return "missing";
  if (status === 401 || status === 403) return "denied";
  if (status === 502 || status === 504) return "gone"; // a proxy says that the server behind it is
  if (status === 503 || status === 409 || status === 429) return "busy";
  return status >= 500 ? "failed" : "refused";
}

/** A problem made from a response that is not ok. */
export async function problemOf(response: Response): Promise<Problem> {
  let message = `${response.status} ${response.statusText}`.trim();
  let details: Record<string, unknown> = {};
  try {
    const told: unknown = await response.json();
    if (typeof told === "object" && told !== null) {
      details = told as Record<string, unknown>;
      if (typeof details["error"] === "string") message = details["error"];
    }
  } catch {
    // not JSON: the status says enough
  }
  return new Problem(kindOf(response.status), message, response.status, details);
}

/** The response, when it is ok; throws a Problem otherwise (or the AbortError of `signal`). */
export async function request(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    reportGone();
    throw new Problem("gone", "");
  }
  if (response.ok) {
    reportUp();
    return response;
  }
  const problem = await problemOf(response);
  if (problem.kind === "gone") reportGone();
  else reportUp();
  throw problem;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, { headers: { Accept: "application/json" }, ...(signal && { signal }) });
  return (await response.json()) as T;
}

export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const response = await request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  return (await response.json()) as T;
}

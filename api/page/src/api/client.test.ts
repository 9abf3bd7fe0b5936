import { afterEach, expect, test, vi } from "vitest";

import { getJson, kindOf, Problem } from "./client";
import { connection, recoveries } from "./connection";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answering(...responses: (Response | Error)[]) {
  const fetched = vi.fn(async () => {
    const next = responses.shift() ?? new Error("no more");
    if (next instanceof Error) throw next;
    return next;
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

test("statuses are of few kinds", () => {
  expect([404, 410, 401, 403, 422, 500, 503, 409, 502].map(kindOf)).toEqual([
    "missing", "missing", "denied", "denied", "refused", "failed", "busy", "busy", "gone",
  ]);
});

test("a problem has the server's words", async () => {
  answering(json({ error: "没有此文档 / no such document", was: { title: "报告" } }, 404));
  const problem = await getJson("/api/documents/x").catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ kind: "missing", message: "没有此文档 / no such document", details: { was: { title: "报告" } } });
});

test("an error that is no JSON has its status", async () => {
  answering(new Response("<html>", { status: 500, statusText: "Internal" }));
  await expect(getJson("/x")).rejects.toMatchObject({ kind: "failed", message: "500 Internal" });
});

test("a server that is gone is asked until it is back", async () => {
  vi.useFakeTimers();
  const before = recoveries.get();
  const fetched = answering(new TypeError("refused"), new TypeError("still"), json({ status: "ok" }));
  await expect(getJson("/x")).rejects.toMatchObject({ kind: "gone" });
  expect(connection.get()).toBe("gone");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.get()).toBe("up");
  expect(recoveries.get()).toBe(before + 1);
  expect(fetched).toHaveBeenCalledTimes(3);
});

import { expect, test } from "vitest";

import type { DocumentSummary } from "../../api/types";
import { groups, settle, shares, troubleFirst, type Sent } from "./sending";
import { changesSince } from "./since";

const sent = (name: string, size = 10, key = 0): Sent => ({ key, file: { name, size } as File, state: "waiting", progress: 0 });

test("groups are small, and a name stands in one once", () => {
  expect(groups(Array.from({ length: 100 }, (_, n) => sent(`${n}.txt`))).map((one) => one.length)).toEqual([...Array(12).fill(8), 4]);
  expect(groups([sent("a.txt", 20 << 20), sent("b.txt", 20 << 20)]).length).toBe(2);
  expect(groups([sent("a.txt"), sent("a.txt")]).length).toBe(2);
});

test("a file is through when its bytes are", () => {
  expect(shares([10, 30, 0], 25)).toEqual([1, 0.5, 1]);
  expect(shares([10], Number.POSITIVE_INFINITY)).toEqual([1]);
});

test("every file gets its own outcome", () => {
  const outcome = { status: "added" as const, id: null, reason: null, note: null };
  const told = settle(
    [sent("甲.txt"), sent("坏.xls"), sent("包.zip"), sent("无.txt")],
    [
      { ...outcome, upload: "坏.xls", status: "refused", reason: "不支持" },
      { ...outcome, upload: "甲.txt", id: "甲" },
      { ...outcome, upload: "包.zip", id: "a" },
    ],
  );
  expect(told.map((one) => one.state)).toEqual(["added", "refused", "added", "failed"]);
  expect(told.map((one) => one.doc ?? one.reason)).toEqual(["甲", "不支持", "a", undefined]);
});

test("what changed since the last visit", () => {
  const now = [{ id: "a", sha256: "1" }, { id: "b", sha256: "2" }, { id: "c", sha256: "3" }] as DocumentSummary[];
  expect(changesSince({ at: "x", documents: { a: "1", b: "0", d: "4" } }, now)).toEqual({ at: "x", added: ["c"], updated: ["b"], gone: ["d"] });
  expect(changesSince({ at: "x", documents: { a: "1", b: "2", c: "3" } }, now)).toBeNull();
  expect(changesSince(null, now)).toBeNull();
});

test("of many files those that were not read in stand first", () => {
  const files = [...Array.from({ length: 100 }, (_, n) => ({ ...sent(`${n}.txt`, 10, n), state: "added" as const })), { ...sent("坏.exe", 10, 100), state: "refused" as const }];
  const { files: listed, trouble } = troubleFirst(files);
  expect(trouble).toBe(1);
  expect(listed.map((one) => one.file.name).slice(0, 3)).toEqual(["坏.exe", "0.txt", "1.txt"]);
  expect(listed).toHaveLength(101);
});

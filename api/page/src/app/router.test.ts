import { expect, test } from "vitest";

import { fromHash, toDocument, toEntity, toQuery } from "./addresses";
import { isOurs, matchPath } from "./router";
import { findRoute } from "./routes";

test("patterns take one segment, or all that follow", () => {
  expect(matchPath("/doc/:id", "/doc/%E7%94%B2%2F1")).toEqual({ id: "甲/1" });
  expect(matchPath("/doc/:id", "/doc/a/b")).toBeNull();
  expect(matchPath("/doc/:id", "/doc/")).toBeNull();
  expect(matchPath("/id/*key", "/id/Zone/%E7%94%B2%E5%8C%BA")).toEqual({ key: "Zone/甲区" });
  expect(matchPath("/ask", "/ask/")).toEqual({});
  expect(matchPath("/id/*key", "/id/%E7")).toEqual({ key: "%E7" });
});

test("an address made is an address found", () => {
  for (const key of ["Zone/甲 区", "Project/甲/乙?项目#1", "Company/50%股"]) {
    const found = findRoute(new URL(toEntity(key), "http://x").pathname);
    expect(found?.parameters["key"]).toBe(key);
  }
  const url = new URL(toDocument("甲 1", { start: 3, end: 9 }), "http://x");
  expect(findRoute(url.pathname)?.parameters).toEqual({ id: "甲 1" });
  expect(url.search).toBe("?start=3&end=9");
  expect(new URL(toQuery("SELECT * { ?s ?p '&' }"), "http://x").searchParams.get("query")).toBe("SELECT * { ?s ?p '&' }");
  expect(findRoute("/nowhere")).toBeNull();
});

test("addresses of the first page lead on", () => {
  expect(fromHash("#/doc/001?start=3&end=9")).toBe("/doc/001?start=3&end=9");
  expect(fromHash("#/entity/Zone/%E7%94%B2")).toBe("/id/Zone/%E7%94%B2");
  expect(fromHash("#/ask?q=x")).toBe("/ask?q=x");
  expect(fromHash("#/sparql")).toBe("/query");
  expect(fromHash("#main")).toBeNull();
});

test("what the server answers itself is left to it", () => {
  const ours = (path: string) => isOurs(new URL(path, "http://here"), "http://here");
  expect(["/ask?q=1", "/id/Zone/x", "/docs"].map(ours)).toEqual([true, true, true]);
  expect(["/api/documents", "/openapi.json", "/ns", "/ns.ttl", "/sparql?query=x", "http://there/ask"].map(ours)).toEqual([false, false, false, false, false, false]);
});

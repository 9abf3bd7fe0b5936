import { expect, test } from "vitest";

import { addressOf } from "./result";

test.each([
  ["https://zonegraph.example/id/Zone/%E7%94%B2%20%E5%8C%BA", "/id/Zone/%E7%94%B2%20%E5%8C%BA"],
  ["https://g.example/graphs/id/Company/甲公司", "/id/Company/%E7%94%B2%E5%85%AC%E5%8F%B8"],
  ["https://zonegraph.example/doc/001", "/doc/001"],
  ["https://zonegraph.example/doc/001/passage/120-310", "/doc/001?start=120&end=310"],
  ["https://zonegraph.example/ns#Zone", null],
  ["javascript:alert(1)", null],
])("%s", (iri, address) => {
  expect(addressOf(iri)).toBe(address);
});

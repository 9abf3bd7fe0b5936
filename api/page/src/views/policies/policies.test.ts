import { expect, test } from "vitest";

import type { Row } from "../../api/sparql";
import { policiesOf } from "./list";

const row = (told: Record<string, string>): Row => Object.fromEntries(Object.entries(told).map(([name, value]) => [name, { type: "literal", value }]));

test("policies that more carry out come first, names are split", () => {
  const found = policiesOf([row({ name: "甲法", reports: "3", first: "2024-01" }), row({ name: "乙法", parties: "乙区\n甲区", topics: "招商", definition: "释义" })]);
  expect(found.map((one) => one.name)).toEqual(["乙法", "甲法"]);
  expect(found[0]).toEqual({ name: "乙法", definition: "释义", topics: ["招商"], parties: ["甲区", "乙区"], reports: 0, first: "" });
});

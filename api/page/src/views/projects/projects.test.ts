import { expect, test } from "vitest";

import type { Row } from "../../api/sparql";
import { fits } from "./index";
import { projectsOf } from "./records";

const row = (told: Record<string, string>): Row => Object.fromEntries(Object.entries({ start: "1", end: "9", doc: "a", ...told }).map(([name, value]) => [name, { type: "literal", value }]));
const IRI = "https://zonegraph.example/id/Project/%E5%85%89%E4%BC%8F";

test("a project is what its reports say, the latest first", () => {
  const [project, ...others] = projectsOf([
    row({ record: "1", project: IRI, name: "光伏", stage: "签约", date: "2023-05", zone: "甲区", investment: "5000", unit: "万元", company: "一公司" }),
    row({ record: "1", project: IRI, name: "光伏", stage: "签约", date: "2023-05", company: "二公司" }),
    row({ record: "2", project: IRI, name: "光伏", stage: "开工", date: "2023-01", when: "2024-03", doc: "b" }),
  ]);
  expect(others).toEqual([]);
  expect(project).toMatchObject({ key: "Project/光伏", stage: "开工", zone: "甲区", companies: ["一公司", "二公司"], yi: 0.5 });
  expect(project?.said.map((one) => one.stage)).toEqual(["开工", "签约"]);
  const wanted = { zone: "", industry: "", least: "", year: "" };
  expect([{ zone: "甲区" }, { zone: "乙区" }, { least: "0.5" }, { least: "0.6" }, { year: "2024" }, { year: "2022" }].map((one) => fits(project!, { ...wanted, ...one }))).toEqual([true, false, true, false, true, false]);
});

// What each report says of each project, read from the graph, and the projects that they make up.

import { runSparql, type Row } from "../../api/sparql";
import type { Place } from "../../api/types";

export const STAGES = ["储备", "签约", "前期", "开工", "在建", "试生产", "竣工", "投产", "达效"] as const;

const QUERY = `SELECT ?record ?project ?name ?zone ?industry ?company ?investment ?unit ?stage ?when ?doc ?title ?date ?start ?end WHERE {
  ?record a zg:ProjectRecord ; zg:project ?project ; zg:start ?start ; zg:end ?end ; prov:wasDerivedFrom ?passage .
  ?project rdfs:label ?name .
  ?passage zg:document ?d .
  ?d dcterms:identifier ?doc .
  OPTIONAL { ?d dcterms:title ?title }
  OPTIONAL { ?d dcterms:date ?date }
  OPTIONAL { ?record zg:zone/rdfs:label ?zone }
  OPTIONAL { ?record zg:industry/rdfs:label ?industry }
  OPTIONAL { ?record zg:company/rdfs:label ?company }
  OPTIONAL { ?record zg:investment ?investment ; zg:investmentUnit ?unit }
  OPTIONAL { ?record zg:stage ?stage }
  OPTIONAL { ?record zg:stageDate ?when }
} ORDER BY ?record ?company LIMIT 30000`;

export interface ProjectSaid extends Place {
  title: string;
  date: string;
  zone: string;
  industry: string;
  companies: string[];
  investment: { value: number; unit: string } | null;
  stage: string;
  when: string;
}

export interface Project {
  key: string;
  name: string;
  /** What the reports say, the latest first. */
  said: ProjectSaid[];
  zone: string;
  industry: string;
  companies: string[];
  stage: string;
  investment: { value: number; unit: string } | null;
  /** In 亿元, where the investment is told in yuan. */
  yi: number | null;
}

export async function loadProjects(signal: AbortSignal): Promise<Project[]> {
  const result = await runSparql(QUERY, signal);
  return result.kind === "rows" ? projectsOf(result.rows) : [];
}

/** The projects in the rows of the query, a record with several companies being several rows. */
export function projectsOf(rows: readonly Row[]): Project[] {
  const records = new Map<string, { project: string; name: string; said: ProjectSaid }>();
  for (const row of rows) {
    const value = (name: string) => row[name]?.value ?? "";
    const known = records.get(value("record"));
    if (known) {
      if (value("company") && !known.said.companies.includes(value("company"))) known.said.companies.push(value("company"));
      continue;
    }
    records.set(value("record"), {
      project: value("project"), name: value("name"),
      said: {
        doc: value("doc"), start: Number(value("start")), end: Number(value("end")), title: value("title") || value("doc"), date: value("date"),
        zone: value("zone"), industry: value("industry"), companies: value("company") ? [value("company")] : [],
        investment: row["investment"] ? { value: Number(value("investment")), unit: value("unit") } : null, stage: value("stage"), when: value("when"),
      },
    });
  }
  const projects = new Map<string, Project>();
  for (const { project, name, said } of records.values()) {
    const found = projects.get(project);
    if (found) found.said.push(said);
    else projects.set(project, { key: keyOf(project), name, said: [said], zone: "", industry: "", companies: [], stage: "", investment: null, yi: null });
  }
  return [...projects.values()].map(summed).sort((a, b) => (b.yi ?? -1) - (a.yi ?? -1) || a.name.localeCompare(b.name, "zh-CN"));
}

/** The project with what the latest reports say, each value from the latest that tells it. */
function summed(project: Project): Project {
  const said = [...project.said].sort((a, b) => timeOf(b).localeCompare(timeOf(a)) || a.doc.localeCompare(b.doc) || a.start - b.start);
  const investment = said.find((one) => one.investment)?.investment ?? null;
  return {
    ...project, said, investment,
    zone: said.find((one) => one.zone)?.zone ?? "",
    industry: said.find((one) => one.industry)?.industry ?? "",
    stage: said.find((one) => one.stage)?.stage ?? "",
    companies: [...new Set(said.flatMap((one) => one.companies))],
    yi: investment ? inYi(investment) : null,
  };
}

export function timeOf(said: ProjectSaid): string {
  return said.when || said.date;
}

function inYi({ value, unit }: { value: number; unit: string }): number | null {
  const sizes: Record<string, number> = { 亿元: 1, 万元: 1e-4, 元: 1e-8, 千万元: 0.1, 百亿元: 100, 千亿元: 1000, 万亿元: 10_000 };
  const size = sizes[unit];
  return size === undefined ? null : value * size;
}

function keyOf(iri: string): string {
  const path = iri.slice(iri.lastIndexOf("/id/") + 4);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// What the server says of the projects (api/project_board.py), and the addresses that ask for it.

import type { Key, Place } from "../../api/types";

export interface Money {
  value: number;
  unit: string;
}

/** A project, each value from the latest report that tells it; `yi` in 亿元, where the investment is in yuan. */
export interface Card {
  key: Key;
  name: string;
  zone: string;
  industry: string;
  companies: string[];
  stage: string;
  investment: Money | null;
  yi: number | null;
  /** The time of the latest report. */
  when: string;
}

export interface Said extends Place {
  title: string;
  date: string;
  when: string;
  stage: string;
  investment: Money | null;
}

export interface Board {
  /** Projects that fit, and what is invested in them. */
  count: number;
  yi: number;
  all: number;
  stages: { stage: string; count: number; projects: Card[] }[];
  zones: string[];
  industries: string[];
  years: string[];
  /** The one asked for; null where there is none of this key. */
  project: (Card & { said: Said[] }) | null;
}

export const FIRST = 60;

const FILTERS = ["zone", "industry", "year", "least"] as const;

/** The address of the board for the address of the view. */
export function boardAddress(query: URLSearchParams): string {
  const told = chosen(query);
  const project = query.get("project");
  if (project) told.set("project", project);
  return `/api/projects?${told}`;
}

/** The address of the first `most` projects of one stage. */
export function stageAddress(query: URLSearchParams, stage: string, most: number): string {
  const told = chosen(query);
  told.set("stage", stage || "-");
  told.set("most", String(most));
  return `/api/projects?${told}`;
}

function chosen(query: URLSearchParams): URLSearchParams {
  const told = new URLSearchParams();
  for (const name of FILTERS) {
    const value = (query.get(name) ?? "").trim();
    const sound = name === "year" ? /^\d{4}$/.test(value) : name === "least" ? Number(value) > 0 : value !== "";
    if (sound) told.set(name, value);
  }
  return told;
}

// What the server says of chains (api/chain_view.py), and how it is named here.

import type { Key, Place } from "../../api/types";

export type Kind = "Zone" | "Company" | "Project";

export interface Member {
  key: Key;
  kind: Kind;
  name: string;
  zones: Key[];
  companies: Key[];
  stage: string | null;
  stage_date: string | null;
  /** In yuan. */
  investment: number | null;
  evidence: (Place & { how: string })[];
}

export interface Presence {
  members: Member[];
  investment: number;
}

export interface Link {
  id: string;
  label: string;
  label_en: string;
  definition: string;
  stage: string;
  layer: number;
  missing: boolean;
  members: Member[];
  elsewhere: Member[];
  investment: number;
  a?: Presence;
  b?: Presence;
  who?: "both" | "a" | "b" | "neither";
}

export interface Edge {
  from: string;
  to: string;
  kind: "supplies" | "returns" | "told";
  evidence: Place[];
}

export interface Chain {
  id: string;
  label: string;
  label_en: string;
  definition: string;
  zone: Key | null;
  against: Key | null;
  whole: Member[];
  links: Link[];
  edges: Edge[];
  zones: { key: Key; name: string; count: number }[];
  pairings: { supplier: "a" | "b"; link: string; feeds: string }[];
}

export interface Head {
  id: string;
  label: string;
  label_en: string;
  definition: string;
  links: number;
  share: { core: boolean; present: number; companies: number; projects: number; investment: number; whole: number } | null;
}

/**
 * What reports tell of a zone on a chain: some of its links, only that firms or projects are of it (`whole`), or only
 * that the zone leads with the industry (`leads`).
 */
export function toldOf(share: NonNullable<Head["share"]>): "links" | "whole" | "leads" {
  if (share.present > 0) return "links";
  return share.companies + share.projects > 0 ? "whole" : "leads";
}

export interface Catalogue {
  zone: Key | null;
  chains: Head[];
}

export type Progress = "planned" | "building" | "trial" | "running" | "unknown";

const PROGRESS: Record<string, Progress> = {
  储备: "planned", 签约: "planned", 前期: "planned", 开工: "building", 在建: "building", 试生产: "trial", 竣工: "trial", 投产: "running", 达效: "running",
};

/** How far a project is: nine stages in four colours. */
export function progressOf(stage: string | null): Progress {
  return (stage && PROGRESS[stage]) || "unknown";
}

/** Colours of a circle; a trial run is a ring of the colour of production. */
export const PROGRESS_COLOURS: Record<Progress, string> = {
  planned: "var(--computed)", building: "var(--expected)", trial: "var(--good)", running: "var(--good)", unknown: "var(--type-other)",
};

/** What a link shows: of both zones where two are compared, else of all. */
export function membersOf(link: Link): { member: Member; side: "a" | "b" | null }[] {
  if (!link.a || !link.b) return link.members.map((member) => ({ member, side: null }));
  const told = (side: "a" | "b") => (link[side]?.members ?? []).map((member) => ({ member, side }));
  return [...told("a"), ...told("b")];
}

/** Whether nothing stands on the link: no company and no project. */
export function isMissing(link: Link): boolean {
  return link.who ? link.who === "neither" : link.missing;
}

export function chainAddress(id: string, query: URLSearchParams): string {
  const told = new URLSearchParams();
  for (const name of ["zone", "against"]) {
    const value = query.get(name);
    if (value) told.set(name, value);
  }
  if (!told.has("zone")) told.delete("against");
  const words = told.toString();
  return `/api/chains/${encodeURIComponent(id)}${words ? `?${words}` : ""}`;
}

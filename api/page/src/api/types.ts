// The shapes that the server sends (api/routes). Offsets count characters, not UTF-16 units: see parts/text.ts.

export type EntityType =
  | "Zone" | "Region" | "Company" | "Project" | "Industry" | "Policy" | "Organization" | "Person"
  | "Fund" | "Facility" | "Title" | "Technology" | "Event" | "Indicator";

export type Predicate =
  | "located_in" | "part_of" | "invests_in" | "in_industry" | "leads_industry" | "implements" | "partner_of"
  | "holds_title" | "officer_of" | "acquired" | "upstream_of" | "produces" | "funds" | "targets";

export type Status = "实际" | "目标" | "预计";

/** `"<type>/<name>"`. */
export type Key = string;

/** Characters `start` to `end` of a document's text. */
export interface Place {
  doc: string;
  start: number;
  end: number;
}

/** A place with its words: what every statement carries. */
export interface Citation extends Place {
  quote: string;
}

export interface Quantity {
  value: number;
  unit: string;
}

export interface Change extends Quantity {
  kind: string;
}

/** [start, end, kind] in a passage's text; `fact` supports the answer, `word` stands in the question. */
export type Mark = [number, number, "fact" | "word"];

export interface Passage extends Place {
  article: string | null;
  title: string | null;
  text: string;
  score: number;
  marks: Mark[];
  date?: string | null;
  publisher?: string | null;
}

/** A statement of another report, with that report's title. */
export type Elsewhere<T> = T & { title: string | null; date: string | null };

export interface Fact extends Citation {
  subject: string;
  unit: string | null;
  period: string | null;
  title: string | null;
  date: string | null;
  indicator?: string;
  value?: number;
  predicate?: Predicate;
  object?: string;
  subject_key?: Key;
  object_key?: Key;
  text?: string;
  qualifier?: string | null;
  status?: Status;
  change?: Change | null;
  /** The same figure, of the same period, in other places. */
  others?: Elsewhere<Figure>[];
}

export interface FollowUp {
  kind: "year" | "zone" | "project" | "policy";
  about: string;
  question: string;
}

export interface Answer {
  question: string;
  answer: string | null;
  sparql: string | null;
  reason: string | null;
  facts: Fact[];
  passages: Passage[];
  /** Reckoned (推算) from its facts. */
  computed: boolean;
  followups: FollowUp[];
  milliseconds: number;
}

export interface Counts {
  characters: number;
  articles: number;
  passages: number;
  entities: number;
  projects: number;
  observations: number;
  relations: number;
}

export interface Copied {
  kind: "exact" | "near" | "part";
  links: { article: string | null; of: string; of_article: string | null }[];
}

export interface DocumentSummary {
  id: string;
  title: string | null;
  date: string | null;
  publisher: string | null;
  path: string;
  sha256: string;
  size: number;
  counts: Counts;
  copied: Copied | null;
  /** Read by the version that is running. */
  current: boolean;
}

export interface Article {
  id: string;
  start: number;
  end: number;
  title: string | null;
  kicker: string | null;
  publisher: string | null;
  author: string | null;
  date: string | null;
  about: string | null;
}

export interface PassagePlace {
  article: string;
  start: number;
  end: number;
  kind: "body" | "title" | "caption" | "repeat";
  heading: string | null;
}

export interface Span {
  kind: "mention" | "observation" | "project" | "relation";
  start: number;
  end: number;
  key: Key;
  label?: string;
}

export interface Document {
  id: string;
  path: string;
  text: string;
  title: string | null;
  date: string | null;
  publisher: string | null;
  source: string | null;
  place: string | null;
  articles: Article[];
  passages: PassagePlace[];
  spans: Span[];
  /** [start, page]: from that character on the words stand on that page of the file; empty where it has none. */
  pages: [number, number][];
  /** The file as it was given; `media_type` where a browser can show it. */
  original: { size: number; media_type: string | null } | null;
}

export interface Figure extends Citation {
  subject: Key;
  indicator: string;
  value: number;
  unit: string;
  text: string;
  qualifier: string | null;
  period: string | null;
  status: Status;
  change: Change | null;
}

export interface ProjectRecord extends Citation {
  project: Key;
  zone: Key | null;
  companies: Key[];
  industry: Key | null;
  investment: Quantity | null;
  area: Quantity | null;
  capacity: string | null;
  stage: string | null;
  stage_date: string | null;
}

export interface RelationRecord extends Citation {
  subject: Key;
  predicate: Predicate;
  object: Key;
  role: string | null;
}

export interface Entity {
  id: string;
  key: Key;
  name: string;
  type: EntityType;
  surfaces: string[];
  documents: { id: string; title: string | null }[];
  facts: Figure[];
  projects: ProjectRecord[];
  relations: RelationRecord[];
  mentions: Place[];
}

/** What a place of a report states, with the same thing as told elsewhere. */
export type Statement =
  | ({ kind: "figure"; others: Elsewhere<Figure>[] } & Figure)
  | ({ kind: "project"; others: Elsewhere<ProjectRecord>[] } & ProjectRecord)
  | ({ kind: "relation"; others: Elsewhere<RelationRecord>[] } & RelationRecord);

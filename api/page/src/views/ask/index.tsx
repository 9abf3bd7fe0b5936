// 问: a question, its answer, what the answer stands on.

import type { ViewProps } from "../../app/routes";
import { Answered } from "./answered";
import { Welcome } from "./welcome";
import "./ask.css";

export default function Ask({ query }: ViewProps) {
  const question = (query.get("q") ?? "").trim();
  return question ? <Answered question={question} query={query.get("query")} /> : <Welcome />;
}

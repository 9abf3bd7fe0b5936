// 文: a report as readable text, what it names and states marked, the place that was asked for in sight with what is
// stated there, and the original beside it.

import { Problem } from "../../api/client";
import { useResource } from "../../api/resource";
import type { Document } from "../../api/types";
import { toReading } from "../../app/addresses";
import type { ViewProps } from "../../app/routes";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { formatDate } from "../../parts/format";
import { Loading, ProblemNotice } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { messages } from "./messages";
import { Report } from "./report";
import "./reader.css";

export default function Reader({ parameters, query }: ViewProps) {
  const id = parameters["id"] ?? "";
  const t = useMessages(messages);
  const chosen = useStore(language);
  const report = useResource<Document>(`/api/documents/${encodeURIComponent(id)}`);
  useTitle(report.data?.title ?? id);
  if (report.data) return <Report report={report.data} query={query} />;
  if (!report.problem) return <Loading />;
  const was = report.problem.details["was"] as { title?: string | null; date?: string | null } | undefined;
  // the server's words tell which command lists the documents: here a link leads to them
  const problem = report.problem.kind === "missing" ? new Problem("missing", t.none(id), report.problem.status) : report.problem;
  return (
    <ProblemNotice problem={problem} retry={report.reload}>
      {was && <p>{t.removed(was.title ?? id, formatDate(was.date, chosen))}</p>}
      {report.problem.kind === "missing" && (
        <p>
          <a href="/library">{t.toLibrary}</a> · <a href={toReading(was?.title ?? "")}>{t.lookFor}</a>
        </p>
      )}
    </ProblemNotice>
  );
}

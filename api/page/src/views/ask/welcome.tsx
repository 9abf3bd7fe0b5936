// The first page: the box, questions to try, questions asked before, and what is held.

import { useResource } from "../../api/resource";
import type { DocumentSummary } from "../../api/types";
import { toAnswer } from "../../app/addresses";
import { pastQuestions } from "../../app/past";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { formatCount } from "../../parts/format";
import { ProblemNotice } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { QuestionBox } from "./box";
import { messages } from "./messages";

export function Welcome() {
  const t = useMessages(messages);
  const examples = useResource<{ questions: string[] }>("/api/examples");
  const past = pastQuestions().slice(0, 6);
  useTitle(null);
  return (
    <div class="welcome">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <QuestionBox question="" focused />
      {examples.problem && <ProblemNotice problem={examples.problem} retry={examples.reload} />}
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{t.past}</h2>
          <Questions of={past} kind="past" />
        </section>
      )}
      <section aria-labelledby="examples">
        <h2 id="examples">{t.examples}</h2>
        <Questions of={examples.data?.questions ?? []} kind="examples" />
      </section>
      <Held />
    </div>
  );
}

function Questions({ of, kind }: { of: readonly string[]; kind: string }) {
  return (
    <ul class={`questions ${kind}`}>
      {of.map((question) => (
        <li key={question}><a href={toAnswer(question)}>{question}</a></li>
      ))}
    </ul>
  );
}

function Held() {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const { data } = useResource<{ documents: DocumentSummary[] }>("/api/documents");
  if (!data) return <p class="held">{"\u00a0"}</p>;
  if (!data.documents.length) return <p class="held notice">{t.empty}</p>;
  const sum = (name: "passages" | "observations" | "relations") =>
    formatCount(data.documents.reduce((total, one) => total + one.counts[name], 0), chosen);
  return (
    <p class="held">
      {t.held} <a href="/library">{t.heldReports(formatCount(data.documents.length, chosen))}</a> · {t.heldRest(sum("passages"), sum("observations"), sum("relations"))}
    </p>
  );
}

// An answer: what is said, what it stands on, the passages, the query, and what to ask next.

import { useEffect } from "preact/hooks";

import { postJson } from "../../api/client";
import { useResource } from "../../api/resource";
import type { Answer } from "../../api/types";
import { toAnswer } from "../../app/addresses";
import { rememberQuestion } from "../../app/past";
import { useMessages } from "../../i18n";
import { Shown } from "../../parts/states";
import { useTitle } from "../../parts/title";
import { Actions } from "./actions";
import { Behind } from "./behind";
import { QuestionBox } from "./box";
import { Facts } from "./facts";
import { messages } from "./messages";
import { Passages } from "./passages";
import { Verdict } from "./verdict";

export function Answered({ question, query }: { question: string; query: string | null }) {
  const answer = useResource<Answer>(`ask:${question}`, (signal) => postJson<Answer>("/api/ask", { question }, signal));
  useTitle(question);
  useEffect(() => rememberQuestion(question), [question]);
  return (
    <div class="ask">
      <QuestionBox question={question} />
      <Shown of={answer}>
        {(told) => (
          <article class="answer">
            <p class="asked print-only">{question}</p>
            <Verdict answer={told} />
            <Actions answer={told} />
            <Facts answer={told} />
            <FollowUps answer={told} />
            <Passages answer={told} />
            <Behind answer={told} edited={query} />
            <p class="print-only address">{location.origin + toAnswer(question)}</p>
          </article>
        )}
      </Shown>
    </div>
  );
}

function FollowUps({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  const groups = [
    [t.followYear, "year"], [t.followZone, "zone"], [t.followProject, "project"], [t.followPolicy, "policy"],
  ] as const;
  const told = groups.map(([title, kind]) => ({ title, some: answer.followups.filter((one) => one.kind === kind && one.question !== answer.question) }));
  if (told.every(({ some }) => !some.length)) return null;
  return (
    <nav class="followups" aria-label={t.followups}>
      {told.filter(({ some }) => some.length).map(({ title, some }) => (
        <p key={title}>
          <span class="label">{title}</span>
          {some.map((one) => <a key={one.question} class="chip" href={toAnswer(one.question)} title={one.question}>{one.about}</a>)}
        </p>
      ))}
    </nav>
  );
}

// What can be done with an answer: quoted, sent, written to a file, printed.

import type { Answer } from "../../api/types";
import { toAnswer, toGraph } from "../../app/addresses";
import { saveFile } from "../../app/clipboard";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { CopyButton } from "../../parts/copy";
import { quotation, type Quotable } from "../../parts/quotation";
import { markdownOf } from "./markdown";
import { messages } from "./messages";
import { cited } from "./passages";

export function Actions({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  const c = useMessages(common);
  const subject = answer.facts.find((one) => one.subject_key)?.subject_key;
  const chosen = useStore(language);
  const sources: Quotable[] = answer.facts.length ? answer.facts : answer.passages.slice(0, 1).map(cited);
  const quoted = () =>
    [answer.answer, ...sources.slice(0, 5).map((one) => quotation(one, location.origin, chosen))].filter(Boolean).join("\n");
  const save = () =>
    saveFile(`${t.file}-${answer.question}.md`, markdownOf(answer, location.origin, chosen), "text/markdown;charset=utf-8");
  return (
    <p class="actions no-print">
      {answer.answer !== null && <CopyButton text={quoted}>{t.copyQuotation}</CopyButton>}
      <CopyButton text={() => location.origin + toAnswer(answer.question)}>{t.copyAddress}</CopyButton>
      <button type="button" class="plain small" onClick={save}>{t.exportMarkdown}</button>
      {subject && <a class="plain small" href={toGraph({ key: subject })}>{c.inGraph}</a>}
      <button type="button" class="plain small" onClick={() => print()}>{t.print}</button>
    </p>
  );
}

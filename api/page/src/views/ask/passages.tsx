// The passages of an answer, their supporting words marked; each opens its report at the sentence.

import type { Answer, Passage } from "../../api/types";
import { toPlace } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { Marked } from "../../parts/citation";
import { CopyButton } from "../../parts/copy";
import { formatDate } from "../../parts/format";
import { quotation } from "../../parts/quotation";
import { characters, sentenceAround } from "../../parts/text";
import { messages } from "./messages";

export function Passages({ answer }: { answer: Answer }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  if (!answer.passages.length) return null;
  return (
    <section class="passages">
      <h2>{answer.answer === null ? t.nearest : t.passages}</h2>
      <ol>
        {answer.passages.map((passage) => (
          <li key={`${passage.doc}:${passage.start}`}>
            <a class="passage" href={toPlace(focus(passage))}>
              <span class="source">
                <span class="name">{passage.title ?? passage.doc}</span>
                <span class="from">{[passage.publisher, formatDate(passage.date, chosen)].filter(Boolean).join(" · ") || passage.doc}</span>
              </span>
              <span class="text" lang="zh-CN"><Marked text={passage.text} marks={passage.marks} /></span>
            </a>
            <CopyButton text={() => quotation(cited(passage), location.origin, chosen)} label={`${t.copyQuotation}: ${passage.title ?? passage.doc}`}>{t.copyQuotation}</CopyButton>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The sentence around the first words that support the answer; the whole passage where none does. */
export function focus(passage: Passage) {
  const fact = passage.marks.find(([, , kind]) => kind === "fact");
  if (!fact) return { doc: passage.doc, start: passage.start, end: passage.end };
  const { start, end } = sentenceAround(passage.text, fact[0], fact[1]);
  return { doc: passage.doc, start: passage.start + start, end: passage.start + end };
}

/** The sentence of a passage as a citation. */
export function cited(passage: Passage) {
  const place = focus(passage);
  const quote = characters(passage.text).slice(place.start - passage.start, place.end - passage.start);
  return { ...place, quote, title: passage.title, date: passage.date ?? null };
}

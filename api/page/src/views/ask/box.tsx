// The box for a question, with what fits while one types.

import { useEffect, useRef, useState } from "preact/hooks";

import { toAnswer, toDocument, toEntity } from "../../app/addresses";
import { shell } from "../../app/messages";
import { navigate } from "../../app/router";
import { useSuggestions, type Suggestion } from "../../app/suggestions";
import { useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { messages } from "./messages";

const LONGEST = 2000;

export function QuestionBox({ question, focused }: { question: string; focused?: boolean }) {
  const t = useMessages(messages);
  const s = useMessages(shell);
  const c = useMessages(common);
  const [words, setWords] = useState(question);
  const [typed, setTyped] = useState("");
  const [composing, setComposing] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLTextAreaElement>(null);
  const suggestions = useSuggestions(typed, composing);

  useEffect(() => {
    setWords(question);
    setTyped("");
  }, [question]);
  useEffect(() => {
    if (focused) input.current?.focus({ preventScroll: true });
  }, [focused]);
  useEffect(() => setAt(-1), [suggestions]);
  useEffect(() => {
    const box = input.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  }, [words]);

  const kinds = c.types as Record<string, string>;
  const kindOf = (one: Suggestion) => (one.kind === "entity" ? (kinds[one.type] ?? one.type) : one.kind === "document" ? s.documentKind : s.past);
  const ask = () => {
    const asked = words.trim();
    setTyped("");
    if (asked) navigate(toAnswer(asked));
  };
  const choose = (one: Suggestion) => {
    setTyped("");
    if (one.kind === "question") navigate(toAnswer(one.name));
    else if (one.kind === "document") navigate(toDocument(one.id));
    else if (one.type === "Indicator" || one.type === "Zone" || one.type === "Region") complete(one.name);
    else navigate(toEntity(one.key));
  };
  // A zone or an indicator is a part of a question: it is put in the place of what was begun.
  const complete = (name: string) => {
    setWords(completed(words, name));
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && suggestions.length) {
      event.preventDefault();
      setAt(Math.max(-1, Math.min(suggestions.length - 1, at + step)));
    } else if (event.key === "Escape") setTyped("");
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const chosen = suggestions[at];
      if (chosen) choose(chosen);
      else ask();
    }
  };
  return (
    <form class="question" role="search" onSubmit={(event) => { event.preventDefault(); ask(); }}>
      <div class="question-line">
        <textarea ref={input} name="q" rows={1} maxLength={LONGEST} placeholder={t.placeholder} aria-label={t.question} value={words}
          aria-haspopup="listbox" aria-controls="question-list" aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `question-${at}` : undefined} autocomplete="off" enterkeyhint="search"
          onInput={(event) => { setWords(event.currentTarget.value); setTyped(event.currentTarget.value); }} onKeyDown={onKey}
          onBlur={() => setTyped("")} onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)} />
        <button type="submit" class="primary">{t.ask}</button>
      </div>
      <ul id="question-list" role="listbox" class="question-list" aria-label={s.results(String(suggestions.length))} hidden={!suggestions.length}>
        {suggestions.map((one, index) => (
          <li key={`${one.kind}${one.name}`} id={`question-${index}`} role="option" aria-selected={index === at}
            onPointerDown={(event) => { event.preventDefault(); choose(one); }}>
            <span class="name">{one.name}</span>
            <span class="kind">{kindOf(one)}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}

/** The words with a name in the place of its beginning, where they end in one; else with the name behind them. */
export function completed(words: string, name: string): string {
  for (let length = Math.min(words.length, name.length); length > 0; length--) {
    const tail = words.slice(-length);
    if (name.startsWith(tail) || (length > 1 && name.includes(tail))) return words.slice(0, -length) + name;
  }
  return words + name;
}

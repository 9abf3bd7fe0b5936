// The search in the head (Ctrl-K): a name leads to what it names; any words can be asked or looked for in the reports.

import { useEffect, useRef, useState } from "preact/hooks";

import { useMessages } from "../i18n";
import { common } from "../i18n/common";
import { toAnswer, toDocument, toEntity, toReading } from "./addresses";
import { shell } from "./messages";
import { navigate } from "./router";
import { createStore, useStore } from "./store";
import { useSuggestions, type Suggestion } from "./suggestions";

export const finderOpen = createStore(false);

// An input may have this role without a datalist; the types of the framework do not know it.
const COMBOBOX: object = { role: "combobox" };

interface Choice {
  href: string;
  name: string;
  kind: string;
}

export function Finder() {
  const open = useStore(finderOpen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        finderOpen.set(!finderOpen.get());
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return open ? <Dialog /> : null;
}

function Dialog() {
  const t = useMessages(shell);
  const c = useMessages(common);
  const [words, setWords] = useState("");
  const [composing, setComposing] = useState(false);
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const suggestions = useSuggestions(words, composing);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => setAt(0), [suggestions, words]);

  const kinds = c.types as Record<string, string>;
  const told = (one: Suggestion): Choice =>
    one.kind === "entity" ? { href: one.type === "Indicator" ? toReading(one.name) : toEntity(one.key), name: one.name, kind: kinds[one.type] ?? one.type }
    : one.kind === "document" ? { href: toDocument(one.id), name: one.name, kind: t.documentKind }
    : { href: toAnswer(one.name), name: one.name, kind: t.past };
  const asked = words.trim();
  const choices: Choice[] = asked
    ? [
        ...suggestions.map(told),
        { href: toAnswer(asked), name: t.askThis(asked), kind: t.sections.ask },
        { href: toReading(asked), name: t.readThis(asked), kind: t.sections.read },
      ]
    : [];
  const go = (choice: Choice | undefined) => {
    if (!choice) return;
    finderOpen.set(false);
    navigate(choice.href);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length) {
      event.preventDefault();
      setAt((at + step + choices.length) % choices.length);
    } else if (event.key === "Escape") {
      event.preventDefault(); // in a search field it would only clear the words
      finderOpen.set(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(choices[at]);
    }
  };
  return (
    <dialog ref={dialog} class="finder" aria-label={t.find} onClose={() => finderOpen.set(false)}
      onClick={(event) => event.target === dialog.current && finderOpen.set(false)}>
      <div class="finder-body">
        <input type="search" class="finder-input" placeholder={t.findPlaceholder} aria-label={t.findPlaceholder} value={words} maxLength={500}
          {...COMBOBOX} aria-expanded={choices.length > 0} aria-controls="finder-list" aria-activedescendant={choices.length ? `finder-${at}` : undefined}
          aria-autocomplete="list" autocomplete="off" autofocus
          onInput={(event) => setWords(event.currentTarget.value)} onKeyDown={onKey}
          onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)} />
        <ul id="finder-list" role="listbox" aria-label={t.results(String(choices.length))} class="finder-list">
          {choices.map((choice, index) => (
            <li key={choice.href} id={`finder-${index}`} role="option" aria-selected={index === at}
              onPointerMove={() => setAt(index)} onClick={() => go(choice)}>
              <span class="name">{choice.name}</span>
              <span class="kind">{choice.kind}</span>
            </li>
          ))}
        </ul>
      </div>
    </dialog>
  );
}

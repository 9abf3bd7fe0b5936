// The field for a query: a plain one at once, the editor in its place when it has been loaded.

import { useEffect, useRef, useState } from "preact/hooks";

import { getJson } from "../../api/client";
import { useMessages } from "../../i18n";
import type { Vocabulary } from "./completion";
import type { Fault } from "./fault";
import { messages } from "./messages";
import type { Editor as Opened } from "./yasqe";

interface Props {
  text: string;
  /** Text that was put in from outside. What is typed is not set again: it would be older than what the editor holds. */
  put: { text: string };
  change: (text: string) => void;
  run: () => void;
  fault: Fault | null;
  faultWords: string;
}

let reading: Promise<Vocabulary> | null = null;

function readVocabulary(): Promise<Vocabulary> {
  reading ??= getJson<Vocabulary>("/api/vocabulary").catch((): Vocabulary => {
    reading = null; // asked for again when the view is opened again
    return { prefixes: {}, terms: [] };
  });
  return reading;
}

export function Editor({ text, put, change, run, fault, faultWords }: Props) {
  const t = useMessages(messages);
  const place = useRef<HTMLDivElement>(null);
  const opened = useRef<Opened | null>(null);
  const [ready, setReady] = useState(false);
  const now = useRef({ text, change, run });
  now.current = { text, change, run };

  useEffect(() => {
    let left = false;
    Promise.all([import("./yasqe"), readVocabulary()]).then(
      ([{ openEditor }, vocabulary]) => {
        if (left || !place.current) return;
        const { activeElement } = document;
        opened.current = openEditor(place.current, {
          text: now.current.text, label: t.query, wrong: t.wrong, vocabulary,
          changed: (told) => now.current.change(told), run: () => now.current.run(),
        });
        setReady(true);
        if (activeElement instanceof HTMLTextAreaElement && activeElement.classList.contains("code")) opened.current.focus();
      },
      () => {}, // the plain field stays
    );
    return () => {
      left = true;
      opened.current?.close();
      opened.current = null;
    };
  }, []);
  useEffect(() => opened.current?.setText(put.text), [put]);
  useEffect(() => opened.current?.mark(fault, faultWords), [fault?.line, fault?.column, faultWords, ready]);

  return (
    <>
      <div class="editor" ref={place} data-ready={ready} />
      {!ready && (
        <textarea class="code" name="query" rows={10} spellcheck={false} aria-label={t.query} value={text} onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } }} />
      )}
    </>
  );
}

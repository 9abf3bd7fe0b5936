// A citation: the words of a report, and the way to their place in it. Every figure ends in one of these.

import type { ComponentChildren } from "preact";

import type { Citation, Key, Mark, Place } from "../api/types";
import { toEntity, toPlace } from "../app/addresses";
import { nameOf, typeOf } from "./format";
import { pieces } from "./text";

/** The quoted words as a link to their place in the report. */
export function Quote({ of, most = 120 }: { of: Citation; most?: number }) {
  const words = of.quote.replace(/\s+/g, " ").trim();
  return (
    <a class="quote" href={toPlace(of)} title={words}>
      {words.length > most ? `${words.slice(0, most)}…` : words}
    </a>
  );
}

/** Something (a number, a cell) that opens the sentence which says it. */
export function Cited({ at, children, label }: { at: Place; children: ComponentChildren; label?: string }) {
  return (
    <a class="cited" href={toPlace(at)} aria-label={label}>
      {children}
    </a>
  );
}

/** A link to what an entity is. */
export function EntityLink({ of }: { of: Key }) {
  return (
    <a class="entity" data-type={typeOf(of)} href={toEntity(of)}>
      {nameOf(of)}
    </a>
  );
}

/** Text with its marked words. */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return (
    <>
      {pieces(text, marks).map((piece, index) =>
        piece.kind === null ? piece.words : <mark key={index} class={piece.kind}>{piece.words}</mark>,
      )}
    </>
  );
}

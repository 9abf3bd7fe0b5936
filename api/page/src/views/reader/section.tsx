// An article of a report, or what stands between two, as lines and pieces.

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

import type { Document, Span } from "../../api/types";
import { toEntity } from "../../app/addresses";
import { useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { nameOf, typeOf } from "../../parts/format";
import type { Characters } from "../../parts/text";
import { linesOf, piecesOf, type Line, type Piece, type Section, type Target } from "./layout";

interface Props {
  section: Section;
  report: Document;
  text: Characters;
  target: Target | null;
}

export function SectionText({ section, report, text, target }: Props) {
  const lines = useMemo(() => linesOf(section, report, text), [section, report]);
  const spans = useMemo(() => report.spans.filter((one) => one.start < section.end && one.end > section.start), [section, report]);
  const { article } = section;
  const byline = article ? [article.publisher, article.author, article.date, article.about].filter(Boolean).join(" · ") : "";
  return (
    <section class={article ? "article" : "outside"} id={section.anchor}>
      {byline && <p class="byline">{byline}</p>}
      {lines.map((line) => <LineText key={line.start} line={line} pieces={piecesOf(line, spans, text, target)} />)}
    </section>
  );
}

function LineText({ line, pieces }: { line: Line; pieces: Piece[] }) {
  const inside = pieces.map((one) => <PieceText key={one.start} piece={one} />);
  if (line.kind === "title") return <h2 class="title">{inside}</h2>;
  if (line.kind === "heading") return <h3 class="heading">{inside}</h3>;
  return <p class={line.kind}>{inside}</p>;
}

function PieceText({ piece }: { piece: Piece }) {
  const c = useMessages(common);
  const mention = shortest(piece.spans.filter((one) => one.kind === "mention"));
  const figures = piece.spans.filter((one) => one.kind === "observation");
  let inside: ComponentChildren = piece.words;
  if (mention) {
    const type = (c.types as Record<string, string>)[typeOf(mention.key)] ?? typeOf(mention.key);
    inside = <a class="mention" href={toEntity(mention.key)} title={`${type}：${nameOf(mention.key)}`}>{inside}</a>;
  }
  if (figures.length) inside = <span class="observation" title={figures.map((one) => one.label).join("\n")}>{inside}</span>;
  return piece.cited ? <mark class="target">{inside}</mark> : <>{inside}</>;
}

function shortest(spans: readonly Span[]): Span | undefined {
  return [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

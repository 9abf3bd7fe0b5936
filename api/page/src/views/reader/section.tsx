// An article of a report, or what stands between two: lines and tables, statements marked in the text and the margin.

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

import type { Document, Span } from "../../api/types";
import { toEntity } from "../../app/addresses";
import { useStore } from "../../app/store";
import { language, useMessages } from "../../i18n";
import { common } from "../../i18n/common";
import { formatDate, nameOf, typeOf } from "../../parts/format";
import type { Characters } from "../../parts/text";
import { blocksOf, cellsOf, pageFrom, piecesOf, statementsIn, type Line, type lineKinds, type Piece, type Section, type spanFinder, type Stretch } from "./layout";
import { messages } from "./messages";

interface Props {
  section: Section;
  first: boolean;
  text: Characters;
  kindOf: ReturnType<typeof lineKinds>;
  over: ReturnType<typeof spanFinder>;
  target: Stretch | null;
  choose: (place: Stretch) => void;
  pages: Document["pages"];
  openPage: ((page: number) => void) | undefined;
}

export function SectionText({ section, first, text, kindOf, over, target, choose, pages, openPage }: Props) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const blocks = useMemo(() => blocksOf(section, text, kindOf), [section, text]);
  const { article } = section;
  const byline = article ? [article.kicker, article.publisher, article.author, formatDate(article.date, chosen)].filter(Boolean).join(" · ") : "";
  const inside = (stretch: Stretch) => piecesOf(stretch, over(stretch), text, target).map((one) => <PieceText key={one.start} piece={one} choose={choose} />);
  return (
    <section class={article ? "article" : "outside"} id={section.anchor}>
      {byline && <p class="byline">{byline}</p>}
      {blocks.map((block) =>
        block.kind === "line" ? (
          <div class="block" key={block.line.start}>
            <LineText line={block.line} level={first && block.line.kind === "title" ? "h1" : "h2"}>{inside(block.line)}</LineText>
            <Margin spans={statementsIn(over(block.line), block.line)} choose={choose} page={pageFrom(pages, block.line)} openPage={openPage} />
          </div>
        ) : (
          <div class="block" key={block.rows[0]?.start}>
            <div class="table-scroll" tabIndex={0} role="region" aria-label={t.table}>
              <table class="given">
                <tbody>
                  {block.rows.map((row, number) => (
                    <tr key={row.start}>
                      {cellsOf(row).map((cell) => (number === 0 ? <th key={cell.start} scope="col">{inside(cell)}</th> : <td key={cell.start}>{inside(cell)}</td>))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Margin spans={tableStatements(block.rows, over)} choose={choose} page={pageFrom(pages, wholeOf(block.rows))} openPage={openPage} />
          </div>
        ),
      )}
    </section>
  );
}

function tableStatements(rows: readonly Line[], over: Props["over"]): Span[] {
  const whole = wholeOf(rows);
  return statementsIn(over(whole), whole);
}

function wholeOf(rows: readonly Line[]): Stretch {
  return { start: rows[0]?.start ?? 0, end: rows[rows.length - 1]?.end ?? 0 };
}

function LineText({ line, level: Title, children }: { line: Line; level: "h1" | "h2"; children: ComponentChildren }) {
  if (line.kind === "title") return <Title class="title">{children}</Title>;
  if (line.kind === "heading") return <h3 class="heading">{children}</h3>;
  return <p class={line.kind}>{children}</p>;
}

/** A mark for each statement: pointing at it shows its words, a click what it states. */
function Margin({ spans, choose, page, openPage }: { spans: Span[]; choose: Props["choose"]; page: number | null; openPage: Props["openPage"] }) {
  const t = useMessages(messages);
  if (!spans.length && page === null) return null;
  const labels = t.kinds as Record<string, string>;
  return (
    <span class="margin no-print" role="group" aria-label={t.margin}>
      {page !== null && (openPage ? <button type="button" class="page-turn" title={t.onPage(page)} aria-label={t.onPage(page)} onClick={() => openPage(page)}>{t.pageShort(page)}</button> : <span class="page-turn">{t.pageShort(page)}</span>)}
      {spans.map((one) => {
        const said = `${labels[one.kind]}：${one.label ?? nameOf(one.key)}`;
        return (
          <button key={`${one.kind}${one.start}-${one.end}`} type="button" class="tick" data-kind={one.kind} aria-label={said} title={said}
            onClick={() => choose(one)} onPointerEnter={() => point(one, true)} onPointerLeave={() => point(one, false)}
            onFocus={() => point(one, true)} onBlur={() => point(one, false)} />
        );
      })}
    </span>
  );
}

/** Light up the words of a statement. The text is not drawn again for it: it may have thousands of pieces. */
function point(span: Span, on: boolean): void {
  for (const piece of document.querySelectorAll<HTMLElement>(".report-body .stated")) {
    const start = Number(piece.dataset["start"]);
    piece.classList.toggle("pointed", on && start >= span.start && start < span.end);
  }
}

function PieceText({ piece, choose }: { piece: Piece; choose: Props["choose"] }) {
  const c = useMessages(common);
  const mention = shortest(piece.spans.filter((one) => one.kind === "mention"));
  const stated = piece.spans.filter((one) => one.kind !== "mention");
  const statement = shortest(stated);
  let inside: ComponentChildren = piece.words;
  if (mention) {
    const type = (c.types as Record<string, string>)[typeOf(mention.key)] ?? typeOf(mention.key);
    inside = <a class="mention" href={toEntity(mention.key)} title={`${type}：${nameOf(mention.key)}`}>{inside}</a>;
  }
  if (statement) {
    const labels = stated.map((one) => one.label ?? nameOf(one.key)).join("\n");
    const kind = stated.find((one) => one.kind === "observation")?.kind ?? statement.kind;
    inside = (
      // The marks in the margin are the way by keyboard to the same statements.
      <span class="stated" data-kind={kind} data-start={piece.start} title={mention ? undefined : labels}
        onClick={(event) => (event.target as Element).closest("a") || chooseUnlessSelecting(choose, statement)}>
        {inside}
      </span>
    );
  }
  return piece.cited ? <mark class="target">{inside}</mark> : <>{inside}</>;
}

/** A click that ends a selection of text is none. */
function chooseUnlessSelecting(choose: Props["choose"], place: Stretch): void {
  if (getSelection()?.isCollapsed ?? true) choose(place);
}

function shortest(spans: readonly Span[]): Span | undefined {
  return [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

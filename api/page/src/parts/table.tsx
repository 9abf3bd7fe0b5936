// A table: sortable by its columns, one card a row on a narrow screen, and no more rows at first than can be read.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { formatNumber } from "./format";
import { language, useMessages } from "../i18n";
import { common } from "../i18n/common";
import { useStore } from "../app/store";

export interface Column<Row> {
  /** Names the column in `sort` and `key`s. */
  id: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** What to sort by; a column without it cannot be sorted. */
  order?: (row: Row) => string | number | null | undefined;
  kind?: "number" | "date" | "words";
  /** On a narrow screen: the heading of the card. */
  main?: boolean;
}

export interface TableProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  /** Read out before the table. */
  caption: string;
  /** How many rows are shown at first. */
  first?: number;
  sorted?: { id: string; down: boolean } | null;
  class?: string;
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** The rows in the order of a column; what has no value comes last either way. */
export function sortRows<Row>(rows: readonly Row[], order: NonNullable<Column<Row>["order"]>, down: boolean): Row[] {
  const sign = down ? -1 : 1;
  return rows
    .map((row) => ({ row, value: order(row) }))
    .sort((a, b) => {
      const [x, y] = [a.value, b.value];
      const [noX, noY] = [x === null || x === undefined || x === "", y === null || y === undefined || y === ""];
      if (noX || noY) return Number(noX) - Number(noY);
      return sign * (typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y)));
    })
    .map(({ row }) => row);
}

export function Table<Row>({ columns, rows, rowKey, caption, first = 200, sorted = null, ...rest }: TableProps<Row>) {
  const t = useMessages(common);
  const chosen = useStore(language);
  const [sort, setSort] = useState(sorted);
  const [most, setMost] = useState(first);
  const column = sort && columns.find((one) => one.id === sort.id);
  const ordered = column?.order ? sortRows(rows, column.order, sort?.down ?? false) : rows;
  const shown = ordered.slice(0, most);
  const turn = (id: string) => setSort((now) => (now?.id === id ? (now.down ? null : { id, down: true }) : { id, down: false }));
  return (
    <>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table class={`data ${rest.class ?? ""}`}>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((one) => (
                <th
                  key={one.id}
                  scope="col"
                  class={one.kind}
                  aria-sort={sort?.id === one.id ? (sort.down ? "descending" : "ascending") : undefined}
                >
                  {one.order ? (
                    <button type="button" class="sort" onClick={() => turn(one.id)} title={t.sortBy(one.title)}>
                      {one.title}
                      <span aria-hidden="true" class="arrow">{sort?.id === one.id ? (sort.down ? "↓" : "↑") : ""}</span>
                    </button>
                  ) : (
                    one.title
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={rowKey(row, index)}>
                {columns.map((one) => (
                  <td key={one.id} class={`${one.kind ?? ""} ${one.main ? "main" : ""}`} data-name={one.title}>
                    <div>{one.cell(row)}</div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ordered.length > most && (
        <p>
          <button type="button" class="plain" onClick={() => setMost(most * 5)}>
            {t.more(formatNumber(Math.min(ordered.length, most * 5) - most, chosen))}
          </button>
        </p>
      )}
    </>
  );
}

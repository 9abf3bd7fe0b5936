// A sheet for Excel. Numbers stay numbers; words are words, whatever they begin with. Loaded when a file is asked for.

import writeExcelFile from "write-excel-file/universal"; // the one that starts no worker from a blob, which our policy refuses

import type { Cell } from "./figures";

export async function excelOf(lines: readonly Cell[][]): Promise<Blob> {
  const rows = lines.map((line, number) =>
    line.map((value) => (typeof value === "number" ? { value, type: Number } : { value, type: String, ...(number === 0 && { fontWeight: "bold" as const }) })),
  );
  const widths = [26, 26, 18, 12, 9, 8, 20, 24, 44, 8, 8];
  return writeExcelFile(rows, { columns: widths.map((width) => ({ width })), stickyRowsCount: 1 }).toBlob();
}

// Where a query is wrong, as the server says it: "… error at 2:7: expected …". Lines and columns count from 1.

export interface Fault {
  line: number;
  column: number;
  /** What the grammar could go on with there. */
  expected: string;
}

const LONGEST = 160;

export function faultOf(message: string): Fault | null {
  const found = /error at (\d+):(\d+):\s*(?:expected (?:one of )?)?(.*)$/s.exec(message);
  if (!found) return null;
  const expected = (found[3] ?? "").replaceAll('"', "").trim();
  return { line: Number(found[1]), column: Number(found[2]), expected: expected.length > LONGEST ? `${expected.slice(0, LONGEST)}…` : expected };
}

/** The line that is wrong, cut into what stands before, at and behind the place. */
export function faultyLine(query: string, { line, column }: Pick<Fault, "line" | "column">): { before: string; at: string; behind: string } {
  const letters = [...(query.split("\n")[line - 1] ?? "")];
  const from = Math.min(Math.max(0, column - 1), Math.max(0, letters.length - 1));
  return { before: letters.slice(0, from).join(""), at: letters[from] ?? "", behind: letters.slice(from + 1).join("") };
}

// What a query gave: as a table, a chart, a picture of things and lines, or as the text of the format.

import { request } from "../../api/client";
import { useResource } from "../../api/resource";
import type { Result } from "../../api/sparql";
import { saveFile } from "../../app/clipboard";
import { setParameters } from "../../app/router";
import { useStore } from "../../app/store";
import { half, language, useMessages } from "../../i18n";
import { formatNumber } from "../../parts/format";
import { Plot, type PlotKind } from "../../parts/plot";
import { ResultView } from "../../parts/result";
import { Shown } from "../../parts/states";
import { columnsOf, firstChoice, MOST_BARS, seriesOf } from "./columns";
import { messages } from "./messages";
import { Network } from "./network";
import { linesOfRows } from "./picture";
import { loadTriples, rowsOf } from "./triples";

type Rows = Extract<Result, { kind: "rows" }>;
type Way = "table" | "chart" | "graph" | "text";

interface Props {
  result: Result;
  /** The query that gave it. */
  query: string;
  parameters: URLSearchParams;
}

export function Outcome({ result, query, parameters }: Props) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  if (result.kind === "boolean") return <p class="result boolean">{result.value ? t.yes : t.no}</p>;
  const ways: readonly Way[] = result.kind === "rows" ? ["table", "chart", "graph"] : ["text", "table", "graph"];
  const asked = parameters.get("show") as Way | null;
  const way = asked !== null && ways.includes(asked) ? asked : (ways[0] ?? "table");
  return (
    <>
      <div class="ways no-print">
        <div role="group" aria-label={t.shownAs} class="choices">
          {ways.map((one) => <button key={one} type="button" aria-pressed={one === way} onClick={() => setParameters({ show: one === ways[0] ? null : one })}>{t.ways[one]}</button>)}
        </div>
        {result.kind === "rows"
          ? <button type="button" class="plain small" onClick={() => void saveCsv(query)}>{t.csv}</button>
          : <button type="button" class="plain small" onClick={() => saveFile("zonegraph.ttl", result.turtle, "text/turtle;charset=utf-8")}>{t.turtle}</button>}
      </div>
      {result.kind === "rows" && result.cut && <p class="notice" role="status">{half(result.cut, chosen)}</p>}
      {way === "text" ? <ResultView of={result} title={t.result} />
        : result.kind === "rows" ? <OfRows of={result} way={way} parameters={parameters} />
        : <OfTriples query={query} way={way} />}
    </>
  );
}

function OfRows({ of, way, parameters }: { of: Rows; way: Way; parameters: URLSearchParams }) {
  const t = useMessages(messages);
  if (way === "chart") return <Chart of={of} parameters={parameters} />;
  if (way === "graph") return <Network lines={linesOfRows(of.names, of.rows)} />;
  return <ResultView of={of} title={t.result} />;
}

function OfTriples({ query, way }: { query: string; way: Way }) {
  const t = useMessages(messages);
  const triples = useResource(`triples:${query}`, (signal) => loadTriples(query, signal));
  return (
    <Shown of={triples}>
      {(lines) => (way === "graph" ? <Network lines={lines} /> : <ResultView of={{ kind: "rows", names: ["subject", "predicate", "object"], rows: rowsOf(lines) }} title={t.result} />)}
    </Shown>
  );
}

function Chart({ of, parameters }: { of: Rows; parameters: URLSearchParams }) {
  const t = useMessages(messages);
  const chosen = useStore(language);
  const columns = columnsOf(of.names, of.rows);
  const first = firstChoice(of.rows, columns);
  if (!first) return <p class="notice">{t.noChart}</p>;
  const among = (name: string, names: readonly string[], otherwise: string) => {
    const asked = parameters.get(name);
    return asked !== null && names.includes(asked) ? asked : otherwise;
  };
  const kind = among("kind", ["bar", "line", "scatter"], first.kind) as PlotKind;
  const across = kind === "scatter" ? columns.numbers : columns.words;
  const x = among("x", across, across.includes(first.x) ? first.x : (across.find((one) => one !== first.y) ?? first.x));
  const y = among("y", columns.numbers, first.y);
  const choice = (name: string, label: string, value: string, all: readonly string[], told: (one: string) => string = (one) => one) => (
    <label>{label} <select value={value} onChange={(event) => setParameters({ [name]: event.currentTarget.value })}>{all.map((one) => <option key={one} value={one}>{told(one)}</option>)}</select></label>
  );
  return (
    <>
      <p class="choices-line no-print">
        {choice("kind", t.kind, kind, columns.numbers.length > 1 ? ["bar", "line", "scatter"] : ["bar", "line"], (one) => t.kinds[one as PlotKind])}
        {choice("x", t.across, x, across)}
        {choice("y", t.up, y, columns.numbers)}
      </p>
      <Plot kind={kind} series={seriesOf(of.rows, { x, y, kind }, columns)} title={`${y} · ${x}`} {...(kind === "scatter" && { xTitle: x, yTitle: y })} />
      {kind === "bar" && of.rows.length > MOST_BARS && <p class="muted">{t.firstBars(formatNumber(MOST_BARS, chosen))}</p>}
    </>
  );
}

/** The same query again, as CSV by the endpoint itself. */
async function saveCsv(query: string): Promise<void> {
  const response = await request("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "text/csv" }, body: query });
  saveFile("zonegraph.csv", new Blob(["\ufeff", await response.text()], { type: "text/csv;charset=utf-8" }));
}

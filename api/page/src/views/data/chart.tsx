// The figures of whole years as lines, one a subject, where there are years to join; else as bars.

import type { FigureSaid, Pivot } from "./figures";
import { toPlace } from "../../app/addresses";
import { formatNumber } from "../../parts/format";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [720, 250, 88, 32, 18];
const MOST = 8;
const COLOURS = ["--type-zone", "--type-project", "--type-policy", "--type-company", "--type-industry", "--computed", "--bad", "--type-region"];

export function Chart({ table, unit, label }: { table: Pivot; unit: string; label: string }) {
  const series = table.rows
    .map(({ subject, cells }) => ({ subject, points: [...cells.values()].flat().filter((one) => /^\d{4}$/.test(one.period) && one.status === "实际" && one.unit === unit) }))
    .filter(({ points }) => points.length)
    .slice(0, MOST);
  const all = series.flatMap(({ points }) => points);
  if (!all.length) return null;
  const years = [...new Set(all.map((one) => one.period))].sort();
  const most = Math.max(...all.map((one) => one.value), 0) || 1;
  const step = (WIDTH - LEFT - 10) / years.length;
  const x = (one: FigureSaid) => LEFT + step * (years.indexOf(one.period) + 0.5);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.max(0, value) / most);
  return (
    <figure class="chart">
      <figcaption class="muted">{label}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={label}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line class="grid" x1={LEFT} x2={WIDTH - 10} y1={y(most * part)} y2={y(most * part)} />
            <text class="axis" x={LEFT - 6} y={y(most * part) + 4} text-anchor="end">{formatNumber(Math.round(most * part * 100) / 100)}</text>
          </g>
        ))}
        {years.map((year, index) => <text key={year} class="axis" x={LEFT + step * (index + 0.5)} y={HEIGHT - 8} text-anchor="middle">{year}</text>)}
        {series.map(({ subject, points }, index) => {
          const colour = `var(${COLOURS[index % COLOURS.length]})`;
          const sorted = [...points].sort((a, b) => a.period.localeCompare(b.period));
          return (
            <g key={subject}>
              {years.length > 1 && <polyline fill="none" stroke={colour} stroke-width="2" points={sorted.map((one) => `${x(one)},${y(one.value)}`).join(" ")} />}
              {sorted.map((one) => {
                const name = `${subject} ${one.period}: ${one.text}`;
                const width = Math.min(26, (step * 0.8) / series.length);
                return (
                  <a key={`${one.doc}${one.start}`} href={toPlace(one)} aria-label={name}>
                    <title>{name}</title>
                    {years.length > 1 ? <circle cx={x(one)} cy={y(one.value)} r="5" fill={colour} />
                      : <rect x={x(one) + (index - series.length / 2) * width} y={y(one.value)} width={width - 2} height={HEIGHT - BOTTOM - y(one.value)} fill={colour} />}
                  </a>
                );
              })}
            </g>
          );
        })}
      </svg>
      <ul class="bare key">{series.map(({ subject }, index) => <li key={subject}><span class={`swatch c${index % COLOURS.length}`} aria-hidden="true" />{subject}</li>)}</ul>
    </figure>
  );
}

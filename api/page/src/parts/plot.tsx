// Charts as SVG: lines, bars and points, drawn in the width there is. A point that has an address is a link to it.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { useStore } from "../app/store";
import { language } from "../i18n";
import { formatNumber } from "./format";
import { placed, ticks } from "./scale";
import "./plot.css";

export type PlotKind = "line" | "bar" | "scatter";

export interface Dot {
  /** The category (line, bar) or the number (scatter) on the horizontal axis. */
  x: string | number;
  y: number;
  /** Said when pointed at, and to screen readers. */
  label: string;
  href?: string | undefined;
  /** Reckoned, not printed in a report. */
  computed?: boolean;
  /** Drawn hollow: a target, an expectation. */
  open?: boolean;
}

export interface Series {
  name: string;
  dots: readonly Dot[];
}

export interface PlotProps {
  kind: PlotKind;
  series: readonly Series[];
  /** What the chart shows, above it. */
  title: string;
  xTitle?: string;
  yTitle?: string;
  /** Categories in their order; else as they come. */
  categories?: readonly string[];
}

const COLOURS = 8;

/** How much larger than usual the letters are: on a very wide screen the page's are. */
function enlarged(): number {
  return typeof document === "undefined" ? 1 : (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
}

export function Plot(props: PlotProps) {
  const paper = useRef<HTMLDivElement>(null);
  const width = useWidth(paper);
  const shown = props.series.filter((one) => one.dots.length);
  const longest = Math.max(...shown.flatMap((one) => one.dots.map((dot) => String(dot.x).length)), 0);
  const lying = props.kind === "bar" && (longest > 7 || new Set(shown.flatMap((one) => one.dots.map((dot) => dot.x))).size * 38 * enlarged() > width);
  return (
    <figure class="plot">
      <figcaption class="muted">{props.title}</figcaption>
      <div ref={paper}>{shown.length > 0 && (lying ? <Lying {...props} series={shown} width={width} /> : <Standing {...props} series={shown} width={width} />)}</div>
      {shown.length > 1 && (
        <ul class="bare key">{shown.map(({ name }, index) => <li key={name}><span class={`swatch s${index % COLOURS}`} aria-hidden="true" />{name}</li>)}</ul>
      )}
    </figure>
  );
}

type Drawn = PlotProps & { width: number };

function categoriesOf({ series, categories }: PlotProps): string[] {
  return [...new Set([...(categories ?? []), ...series.flatMap((one) => one.dots.map((dot) => String(dot.x)))])];
}

/** Lines, upright bars, points. */
function Standing(props: Drawn) {
  const { kind, series, title, xTitle, yTitle, width } = props;
  const chosen = useStore(language);
  const dots = series.flatMap((one) => one.dots);
  const scale = ticks(dots.map((dot) => dot.y));
  const labels = scale.map((one) => formatNumber(one, chosen));
  const u = enlarged();
  const right = 14 * u;
  const left = (14 + 7.5 * Math.max(...labels.map((one) => one.length), 2)) * u;
  const height = Math.round(Math.min(420 * u, Math.max(220 * u, width * 0.42)));
  const bottom = height - (xTitle ? 44 : 26) * u;
  const y = (value: number) => placed(value, scale, bottom, (yTitle ? 28 : 14) * u);
  const categories = kind === "scatter" ? [] : categoriesOf(props);
  const across = kind === "scatter" ? ticks(dots.map((dot) => Number(dot.x)), width < 500 ? 4 : 8, false) : [];
  const step = (width - left - right) / Math.max(1, categories.length);
  const x = (value: string | number) =>
    kind === "scatter" ? placed(Number(value), across, left, width - right) : left + step * (categories.indexOf(String(value)) + 0.5);
  const every = Math.ceil((Math.max(...categories.map((one) => one.length), 1) * 12 + 8) * u / Math.max(1, step));
  const bar = Math.min(30 * u, (step * 0.82) / series.length);
  const marks = kind === "scatter" ? across.map((one) => [x(one), yearOr(one, chosen)] as const) : categories.filter((_, index) => index % every === 0).map((one) => [x(one), one] as const);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title}>
      {scale.map((one, index) => (
        <g key={one}>
          <line class={one === 0 ? "grid zero" : "grid"} x1={left} x2={width - right} y1={y(one)} y2={y(one)} />
          <text x={left - 6 * u} y={y(one) + 4 * u} text-anchor="end">{labels[index]}</text>
        </g>
      ))}
      {yTitle && <text x={0} y={11 * u}>{yTitle}</text>}
      {marks.map(([at, words]) => <text key={words} x={at} y={bottom + 17 * u} text-anchor="middle">{words}</text>)}
      {xTitle && <text x={width - right} y={bottom + 36 * u} text-anchor="end">{xTitle}</text>}
      {series.map(({ name, dots: mine }, number) => {
        const ordered = kind === "line" ? [...mine].sort((a, b) => x(a.x) - x(b.x)) : mine;
        const at = (dot: Dot) => x(dot.x) + (number - (series.length - 1) / 2) * bar;
        return (
          <g key={name} class={`s${number % COLOURS}`}>
            {kind === "line" && <polyline points={ordered.filter((dot) => !dot.open).map((dot) => `${x(dot.x)},${y(dot.y)}`).join(" ")} />}
            {ordered.map((dot, index) => (
              <Point key={`${dot.label}${index}`} of={dot}>
                {kind === "bar"
                  ? <rect x={at(dot) - bar / 2 + 1} width={Math.max(1, bar - 2)} y={Math.min(y(0), y(dot.y))} height={Math.max(1, Math.abs(y(dot.y) - y(0)))} />
                  : <circle cx={x(dot.x)} cy={y(dot.y)} r={5 * u} />}
              </Point>
            ))}
          </g>
        );
      })}
    </svg>
  );
}

/** Bars that lie, one under the other: for many names, or long ones. */
function Lying(props: Drawn) {
  const { series, title, width } = props;
  const chosen = useStore(language);
  const categories = categoriesOf(props);
  const scale = ticks(series.flatMap((one) => one.dots.map((dot) => dot.y)));
  const u = enlarged();
  const right = 14 * u;
  const left = Math.min(width * 0.42, (14 + 13 * Math.max(...categories.map((one) => one.length), 2)) * u);
  const room = Math.floor((left / u - 12) / 13);
  const [bar, gap] = [(series.length > 1 ? 12 : 16) * u, 8 * u];
  const band = bar * series.length + gap;
  const height = categories.length * band + 22 * u;
  const x = (value: number) => placed(value, scale, left, width - right - 52 * u);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title}>
      {scale.map((one) => <line key={one} class={one === 0 ? "grid zero" : "grid"} x1={x(one)} x2={x(one)} y1={0} y2={height - 18 * u} />)}
      {scale.filter((_, index) => width > 500 || index % 2 === 0).map((one) => <text key={one} x={x(one)} y={height - 4 * u} text-anchor="middle">{formatNumber(one, chosen)}</text>)}
      {categories.map((one, index) => (
        <text key={one} x={left - 8 * u} y={index * band + band / 2 + 4 * u} text-anchor="end"><title>{one}</title>{one.length > room ? `${one.slice(0, room - 1)}…` : one}</text>
      ))}
      {series.map(({ name, dots }, number) => (
        <g key={name} class={`s${number % COLOURS}`}>
          {dots.map((dot, index) => {
            const top = categories.indexOf(String(dot.x)) * band + gap / 2 + number * bar;
            return (
              <Point key={`${dot.label}${index}`} of={dot}>
                <rect x={Math.min(x(0), x(dot.y))} width={Math.max(1, Math.abs(x(dot.y) - x(0)))} y={top} height={bar - 2 * u} />
                <text x={Math.max(x(0), x(dot.y)) + 5 * u} y={top + bar - 4 * u}>{formatNumber(dot.y, chosen)}</text>
              </Point>
            );
          })}
        </g>
      ))}
    </svg>
  );
}

/** Four figures without a separator: most are years. */
function yearOr(value: number, chosen: "zh" | "en"): string {
  return Number.isInteger(value) && value > 1900 && value < 2100 ? String(value) : formatNumber(value, chosen);
}

function Point({ of: dot, children }: { of: Dot; children: ComponentChildren }) {
  const kind = `dot ${dot.computed ? "computed" : ""} ${dot.open ? "open" : ""}`;
  if (!dot.href) return <g class={kind} role="img" aria-label={dot.label}><title>{dot.label}</title>{children}</g>;
  return <a class={kind} href={dot.href} aria-label={dot.label}><title>{dot.label}</title>{children}</a>;
}

function useWidth(of: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (!of.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.floor(entry.contentRect.width))));
    observer.observe(of.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

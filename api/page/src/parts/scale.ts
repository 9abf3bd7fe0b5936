// Scales of charts: round steps, and a place on the paper for every value.

/** Ticks at 1, 2 or 5 times a power of ten that take in all values and zero (for `from0`); at least two. */
export function ticks(values: readonly number[], most = 5, from0 = true): number[] {
  const finite = values.filter(Number.isFinite);
  let low = Math.min(...finite, ...(from0 ? [0] : []));
  let high = Math.max(...finite, ...(from0 ? [0] : []));
  if (!finite.length) [low, high] = [0, 1];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)];
  const raw = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((one) => one * power >= raw * 0.999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** From a value between the outer ticks to a place between `start` and `end`. */
export function placed(value: number, scale: readonly number[], start: number, end: number): number {
  const [low = 0, high = 1] = [scale[0], scale[scale.length - 1]];
  return start + ((value - low) / (high - low || 1)) * (end - start);
}

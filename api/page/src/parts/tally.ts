// How often each of some words occurs.

/** Different words with how often each occurs, the most frequent first; empty words are left out. */
export function tally(words: Iterable<string>): { value: string; count: number }[] {
  const found = new Map<string, number>();
  for (const one of words) if (one) found.set(one, (found.get(one) ?? 0) + 1);
  return [...found].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, "zh-CN"));
}

/** Different words, the most frequent first. */
export function frequent(words: Iterable<string>): string[] {
  return tally(words).map((one) => one.value);
}

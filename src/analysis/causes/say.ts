/** Returns a length of time as a sentence says it: '310 ms', '2.3 s'. */
export function sayMs(ms: number): string {
  const rounded = Math.max(0, Math.round(ms));
  return rounded < 1000 ? `${rounded} ms` : `${(rounded / 1000).toFixed(1)} s`;
}

/** Returns '1 request', '3 requests'. */
export function sayCount(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Returns names as a sentence lists them: 'a', 'a and b', 'a, b and c'; each once. */
export function sayList(names: readonly string[]): string {
  const all = [...new Set(names)];
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

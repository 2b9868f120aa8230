const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** Returns milliseconds as a scenario file writes them: `500ms`, `1m30s`, `1.25s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  let left = Number(ms.toFixed(3));
  let text = '';
  for (const [unit, length] of UNITS) {
    const count = unit === 's' ? Number((left / length).toFixed(6)) : Math.floor(left / length);
    if (count > 0) text += `${count}${unit}`;
    left -= count * length;
  }
  return text;
}

import { formatShare as formatKnownShare } from '../checks/format-value.ts';

/** Returns a run time as people read it in a log: '2.001s', '1m 02.500s'. */
export function formatTime(atMs: number): string {
  if (!Number.isFinite(atMs)) return '?';
  const seconds = Math.abs(atMs) / 1000;
  const sign = atMs < 0 ? '-' : '';
  // Rounded first, so that 59.9996 s does not read '60.000s'.
  const rounded = Math.round(seconds * 1000) / 1000;
  if (rounded < 60) return `${sign}${rounded.toFixed(3)}s`;
  return `${sign}${Math.floor(rounded / 60)}m ${(rounded % 60).toFixed(3).padStart(6, '0')}s`;
}

/** Returns a length of time with the unit that suits it: '0.4 ms', '720 ms', '34.2 s', '2 m 05 s'. */
export function formatDuration(durationMs: number): string {
  if (!Number.isFinite(durationMs)) return '?';
  const fine = Math.round(durationMs * 10) / 10;
  if (fine < 10) return `${fine} ms`;
  const whole = Math.round(durationMs);
  if (whole < 1000) return `${whole} ms`;
  const tenths = Math.round(durationMs / 100) / 10;
  if (tenths < 60) return `${tenths} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Returns a share (0..1) as a percentage that never rounds up to 100% or down to 0% what is not quite; 'n/a' where there is none. */
export function formatShare(share: number | null): string {
  return share === null || !Number.isFinite(share) ? 'n/a' : formatKnownShare(share);
}

/** Returns a count with its noun: '1 check', '3 checks'. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

/** Returns error classes with their counts, most frequent first: 'refused 144, reset 2'; a single class needs no count. */
export function formatErrors(errors: Readonly<Record<string, number | undefined>>): string {
  const entries = Object.entries(errors).filter((entry): entry is [string, number] => (entry[1] ?? 0) > 0);
  const sorted = entries.toSorted(([, left], [, right]) => right - left);
  if (sorted.length === 1) return sorted[0]?.[0] ?? '';
  return sorted.map(([name, n]) => `${name} ${n}`).join(', ');
}

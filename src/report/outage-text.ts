import { formatDuration, formatErrors, formatTime } from './format.ts';
import type { OutageResult } from './run-result.ts';

/** Returns how long an outage was, as far as that is known: '720 ms ± 5 ms', 'at least 2.1 s (still failing at the end)'. */
export function outageLength(outage: OutageResult): string {
  if (outage.open) return `at least ${formatDuration(outage.durationMs)} (still failing at the end)`;
  const uncertainty = outage.uncertaintyMs === null ? '' : ` ± ${formatDuration(outage.uncertaintyMs)}`;
  return `${formatDuration(outage.durationMs)}${uncertainty}`;
}

/** Returns how many requests an outage cost, and how they failed: '144 failed (refused)'. */
export function outageCost(outage: OutageResult): string {
  const errors = formatErrors(outage.errors);
  return `${outage.failed} failed${errors === '' ? '' : ` (${errors})`}`;
}

/** Returns when an outage was: '5.120s – 5.840s'. */
export function outageSpan(outage: OutageResult): string {
  return `${formatTime(outage.fromMs)} – ${outage.open ? '…' : formatTime(outage.untilMs)}`;
}

/** Returns what the history blames for an outage. */
export function outageCause(outage: OutageResult): string {
  return outage.cause?.text ?? 'the history does not explain it';
}

import { Histogram } from './histogram.ts';
import type { LoadBucketEvent } from './load-bucket.ts';
import { decodeLoadRows } from './load-rows.ts';

/** The due times of requests are 32 bits of microseconds. */
const LONGEST_MS = 2 ** 32 / 1000;
/** Due times and the ends of buckets are rounded. */
const ROUNDING_US = 1000;

/**
 * Returns what is wrong with a bucket whose fields are each as they should be; undefined when it can be analysed.
 * @throws ERR_HISTORY_INVALID when its columns or histograms are damaged
 */
export function checkBucket({ fromMs, untilMs, due, ok, failed, rows, rest }: LoadBucketEvent): string | undefined {
  const { dueUs } = decodeLoadRows(rows);
  for (const text of rest === undefined ? [] : [rest.latencyUs, rest.leastUs, rest.slipUs]) Histogram.decode(text);
  if (untilMs < fromMs || untilMs - fromMs > LONGEST_MS) return `it lasts from ${fromMs} to ${untilMs}`;
  const held = rows.n + (rest?.n ?? 0);
  if (due !== held) return `${due} requests were due, and it holds ${held}`;
  if (ok + failed !== due) return `${ok} good and ${failed} failed requests are not the ${due} that were due`;
  const told = Object.values(rest?.versions ?? {}).reduce((sum, n) => sum + n, 0);
  if (told > (rest?.n ?? 0)) return `${told} of ${rest?.n ?? 0} counted requests told their versions`;
  if (dueUs.some((us, row) => us < (dueUs[row - 1] ?? 0))) return 'its requests are not in order';
  const lastUs = Math.max(dueUs.at(-1) ?? 0, rest === undefined ? 0 : rest.firstUs + rest.stepUs * Math.max(0, rest.places - 1));
  return lastUs <= (untilMs - fromMs) * 1000 + ROUNDING_US
    ? undefined
    : `a request was due ${lastUs} µs after it began, and so after its end`;
}

import type { HistoryEventOf } from '../history/history-event.ts';
import { formatDuration, formatErrors } from './format.ts';

/** Returns a bucket of requests in words: 'users: 12 of 200 failed in 500 ms (refused)'. */
export function bucketText(bucket: HistoryEventOf<'load-bucket'>, name = `${bucket.load} (${bucket.stream})`): string {
  const during = `in ${formatDuration(bucket.untilMs - bucket.fromMs)}`;
  if (bucket.failed === 0) return `${name}: all ${bucket.due} answered ${during}`;
  const errors = formatErrors(bucket.errors);
  return `${name}: ${bucket.failed} of ${bucket.due} failed ${during}${errors === '' ? '' : ` (${errors})`}`;
}

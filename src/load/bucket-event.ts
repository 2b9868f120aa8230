import { requestClasses, type LoadBucketEvent, type RequestClass } from '../history/load-bucket.ts';
import { encodeLoadRows, NEVER_SENT_US, type RequestRows } from '../history/load-rows.ts';
import type { OpenBucket } from './open-bucket.ts';
import type { HarnessSpent } from './self-check/harness-reading.ts';
import { spoiledReason } from './self-check/spoiled-reason.ts';
import type { SlipLimits } from './slip-limits.ts';

const OK = requestClasses.indexOf('ok');
const UNSENT = requestClasses.indexOf('unsent');
const US_PER_MS = 1000;

/** Returns the event of a bucket whose requests have all ended; `spent`: what this process did meanwhile. */
export function bucketEvent(
  of: Pick<LoadBucketEvent, 'load' | 'stream'>,
  bucket: Pick<OpenBucket, 'fromMs' | 'untilMs' | 'tooLateMs' | 'stalledMs' | 'lostMs' | 'behindMs' | 'shortages' | 'rows'>,
  limits: SlipLimits,
  spent?: HarnessSpent,
): LoadBucketEvent {
  const rows = bucket.rows();
  const errors = countErrors(rows);
  const ok = rows.class.reduce((sum, code) => sum + (code === OK ? 1 : 0), 0);
  const slipMs = figures(rows.slipUs.filter((us) => us !== NEVER_SENT_US));
  const { tooLateMs, stalledMs, lostMs, behindMs, shortages } = bucket;
  const checked = { due: rows.n, unsent: errors.unsent ?? 0, slipP99Ms: slipMs.p99, tooLateMs, stalledMs, behindMs, shortages, spent };
  const spoiled = spoiledReason(checked, limits);
  return {
    type: 'load-bucket',
    ...of,
    fromMs: bucket.fromMs,
    untilMs: bucket.untilMs,
    due: rows.n,
    ok,
    failed: rows.n - ok,
    errors,
    versions: countVersions(rows),
    latencyMs: figures(rows.latencyUs.filter((_, row) => rows.class[row] !== UNSENT)),
    slipMs,
    ...(lostMs === 0 ? {} : { stalledMs: lostMs }),
    ...(spoiled === '' ? {} : { spoiled }),
    rows: encodeLoadRows(rows),
  };
}

function countErrors(rows: RequestRows): Partial<Record<RequestClass, number>> {
  const counts: Partial<Record<RequestClass, number>> = {};
  for (const code of rows.class) {
    const name = requestClasses[code];
    if (name !== undefined && name !== 'ok') counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function countVersions(rows: RequestRows): Record<string, number> {
  const counts = new Map<string, number>();
  for (const code of rows.version) {
    const name = rows.versionNames[code - 1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function figures(us: Uint32Array): LoadBucketEvent['latencyMs'] {
  const sorted = us.slice().sort();
  // Nearest rank: a value that was really measured. 0 when there is none.
  const at = (share: number): number => (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0) / US_PER_MS;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

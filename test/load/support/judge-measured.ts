import type { Judgement } from '../../../src/checks/check.ts';
import type { LoadSpec } from '../../../src/scenario/scenario.ts';
import { HistoryBuilder } from '../../unit/support/history-builder.ts';
import { judgeWith } from '../../unit/support/judge-with.ts';
import type { Measurement } from './measure.ts';

export type Judge = (kind: string, options: Readonly<Record<string, unknown>>) => Judgement;

/** Returns what judges a measurement as the checks of a scenario would, over all of its time. */
export function judgeMeasured(measured: Measurement, { ratePerSecond, timeoutMs, streams }: LoadSpec): Judge {
  const { buckets } = measured;
  const fromMs = Math.min(...buckets.map((bucket) => bucket.fromMs));
  const untilMs = Math.max(...buckets.map((bucket) => bucket.untilMs)) + timeoutMs;
  const history = new HistoryBuilder();
  history.add(0, { type: 'load-started', load: 'users', url: 'http://web:8000/', ratePerSecond, timeoutMs, streams });
  for (const bucket of buckets) history.add(bucket.untilMs, bucket);
  history.phase('chaos', fromMs, untilMs).add(untilMs, { type: 'run-ended', reason: 'completed', durationMs: untilMs });
  return (kind, options) => judgeWith(kind, { of: 'users', ...options }, history);
}

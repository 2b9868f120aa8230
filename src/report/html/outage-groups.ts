import { groupBy } from '../../analysis/group-by.ts';
import type { RunResult } from '../run-result.ts';
import { everyStream, type NamedStream } from './every-stream.ts';

export type StreamOutage = NamedStream['figures']['outages'][number];

/** Outages of one stream that are told together. */
export interface OutageGroup {
  readonly stream: NamedStream;
  /** By time. */
  readonly outages: readonly [StreamOutage, ...StreamOutage[]];
}

/** So many of the same kind are told as one. */
const MANY = 3;

/** Returns all outages by time; where many of a stream have the same cause, they are one group. */
export function outageGroups(result: Pick<RunResult, 'load' | 'engine'>): OutageGroup[] {
  return everyStream(result)
    .flatMap((stream) => [...groupBy(stream.figures.outages, kindOf).values()].flatMap((outages) => groupsOf(stream, outages)))
    .toSorted((left, right) => left.outages[0].fromMs - right.outages[0].fromMs);
}

/** What was refused is not what timed out, whatever the cause. */
function kindOf({ cause, errors, open }: StreamOutage): string {
  return JSON.stringify([cause?.seq, Object.keys(errors).sort(), open]);
}

function groupsOf(stream: NamedStream, outages: readonly StreamOutage[]): OutageGroup[] {
  const [first, ...more] = outages;
  if (first === undefined) return [];
  if (outages.length >= MANY) return [{ stream, outages: [first, ...more] }];
  return outages.map((outage) => ({ stream, outages: [outage] }));
}

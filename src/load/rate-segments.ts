import type { LoadSpec } from '../scenario/scenario.ts';

/** A part of a load's time in which its rate changes evenly, with how many requests of a stream were due before it. */
export interface RateSegment {
  readonly fromMs: number;
  /** Infinity: the last one. */
  readonly lengthMs: number;
  readonly arrivalsBefore: number;
  readonly fromPerSecond: number;
  /** By how much the rate grows in each second; below 0 it falls. */
  readonly growthPerSecond2: number;
}

/** Returns the segments of a rate in order: one for each stage, and the constant one after them. */
export function rateSegments({ ratePerSecond, stages = [] }: Pick<LoadSpec, 'ratePerSecond' | 'stages'>): [RateSegment, ...RateSegment[]] {
  const segments: RateSegment[] = [];
  let fromMs = 0;
  let arrivalsBefore = 0;
  for (const { fromPerSecond, toPerSecond, forMs } of stages) {
    const seconds = forMs / 1000;
    segments.push({ fromMs, lengthMs: forMs, arrivalsBefore, fromPerSecond, growthPerSecond2: (toPerSecond - fromPerSecond) / seconds });
    fromMs += forMs;
    arrivalsBefore += ((fromPerSecond + toPerSecond) / 2) * seconds;
  }
  const kept = stages.at(-1)?.toPerSecond ?? ratePerSecond;
  const last: RateSegment = { fromMs, lengthMs: Infinity, arrivalsBefore, fromPerSecond: kept, growthPerSecond2: 0 };
  const [first, ...rest] = [...segments, last];
  return [first, ...rest];
}

import { z } from 'zod';
import type { ContainerAnalysis } from '../analysis/analysis.ts';
import { comparison } from '../scenario/options/comparison.ts';
import { formatMs } from './format-value.ts';
import { allHold, exactly, holdsOver } from './value-range.ts';

/** moby's restart manager: 100 ms, doubling, at most a minute; a life of ten seconds resets it. */
const FIRST_MS = 100;
const MOST_MS = 60_000;
const RESET_AFTER_MS = 10_000;
/** Engine events and its timer are not exact to the millisecond. */
const TOLERANCE_MS = 20;

/** Returns the schema of `backoff`: the times from each death to the start after it. */
export function backOff() {
  const parts = z.strictObject({
    first: comparison('ms').optional().describe('The time before the first restart.'),
    each: comparison('ms').optional().describe('The time before every restart.'),
    doubling: z.literal(true).optional().describe("At least as long as Docker's delays: 100 ms, doubling up to a minute."),
  });
  const doubling = z.literal('doubling').transform((): z.output<typeof parts> => ({ doubling: true }));
  return z.union([doubling, parts]);
}

export type BackOff = z.output<ReturnType<typeof backOff>>;

/** Returns the bounds as text. */
export function backOffText({ first, each, doubling }: BackOff): string {
  const parts = [...(first ? [`first ${first.text}`] : []), ...(each ? [`each ${each.text}`] : []), ...(doubling ? ['doubling'] : [])];
  return `back-off ${parts.join(', ')}`;
}

/** Returns whether the restarts after these lives kept to the bounds; undefined when a death was not seen. */
export function backOffHolds(
  lives: ContainerAnalysis['incarnations'],
  restarts: ContainerAnalysis['restarts'],
  bounds: BackOff,
): boolean | undefined {
  const waits = restarts.map(({ backoffMs }) => backoffMs);
  const over = (ms: number | undefined, bound: BackOff['first']) => {
    if (ms === undefined || bound === undefined) return true;
    return Number.isNaN(ms) ? undefined : holdsOver(exactly(ms), bound);
  };
  return allHold([
    over(waits[0], bounds.first),
    ...waits.map((ms) => over(ms, bounds.each)),
    ...(bounds.doubling ? doubled(lives, restarts) : []),
  ]);
}

/** Returns the times waited as text. */
export function waitsText(restarts: ContainerAnalysis['restarts']): string {
  return restarts.map(({ backoffMs }) => formatMs(backoffMs)).join(', ');
}

function doubled(incarnations: ContainerAnalysis['incarnations'], restarts: ContainerAnalysis['restarts']): (boolean | undefined)[] {
  let delayMs = FIRST_MS;
  return restarts.map(({ atMs, backoffMs }) => {
    const life = incarnations.findLast(({ endedMs }) => endedMs !== undefined && endedMs <= atMs);
    if (life?.endedMs !== undefined && life.endedMs - life.startedMs >= RESET_AFTER_MS) delayMs = FIRST_MS;
    const atLeastMs = delayMs;
    delayMs = Math.min(MOST_MS, delayMs * 2);
    return Number.isNaN(backoffMs) ? undefined : backoffMs >= atLeastMs - TOLERANCE_MS;
  });
}

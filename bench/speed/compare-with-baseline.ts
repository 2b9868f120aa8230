import { isDeepStrictEqual } from 'node:util';
import { keyOf, type Baseline, type Machine } from './baseline.ts';
import type { Summary } from './summary.ts';

/** What became of a figure since the baseline. */
export interface Change {
  /** What it was then: the ratio where it has one, else its own value. */
  readonly before: number;
  /** Now ÷ then; over 1 is worse. */
  readonly factor: number;
  /** More than the repetitions of either run differ among themselves; undefined where one of them had no repetitions. */
  readonly beyondNoise?: boolean;
}

/** Repetitions right after one another agree better than runs on different days. */
const LEAST_NOISE = 0.05;

/**
 * Returns how a figure differs from the baseline; undefined where it stands not in it, or was measured on another machine and has no ratio.
 */
export function compareWithBaseline(summary: Summary, baseline: Baseline | undefined, machine: Machine): Change | undefined {
  const then = baseline?.figures[keyOf(summary)];
  if (baseline === undefined || then?.statistic !== summary.statistic) return undefined;
  if ((then.ratio === undefined) !== (summary.ratio === undefined)) return undefined;
  if (summary.ratio === undefined && !isDeepStrictEqual(machine, baseline.machine)) return undefined;
  const before = then.ratio ?? then[summary.statistic];
  const factor = (summary.ratio ?? summary[summary.statistic]) / before;
  if (summary.noise === undefined || then.noise === undefined) return { before, factor };
  const noise = Math.max(LEAST_NOISE, summary.noise, then.noise);
  return { before, factor, beyondNoise: factor > 1 + noise || factor < 1 / (1 + noise) };
}

/** Returns the change in words, marked when it is worse beyond the noise. */
export function changeText(change: Change | undefined): string {
  if (change === undefined) return '';
  const percent = Math.round((change.factor - 1) * 100);
  const text = `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
  if (change.beyondNoise === undefined) return `${text} (noise unknown)`;
  if (!change.beyondNoise) return `${text} (noise)`;
  return percent > 0 ? `**${text} worse**` : `${text} better`;
}

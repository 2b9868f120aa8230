import { z } from 'zod';
import type { Analysis, Window, WindowName } from '../analysis/analysis.ts';
import { overlaps } from '../analysis/windows.ts';
import { duration } from '../scenario/options/duration.ts';
import { CannotTell } from './conclude.ts';
import { duringOrAlways, isCut } from './during.ts';
import { endedText } from './ended-text.ts';

/** Returns the options by which a check about events says when it looks. */
export function periodOptions() {
  return {
    during: duringOrAlways(),
    after: z.string().min(1).optional().describe('Count from the first firing of this step (its label, or its fault) on.'),
    within: duration().optional().describe('Count until this long after `after`, or after the last fault when `after` is absent.'),
  };
}

export interface PeriodOptions {
  readonly during?: WindowName | undefined;
  readonly after?: string | undefined;
  readonly within?: number | undefined;
}

/** When a check about events looks, and what it cannot see there. */
export interface Period extends Window {
  /** Why events of this time may be missing from the history; undefined when they are all there. */
  readonly unseen?: string;
}

const always: Window = { fromMs: -Infinity, untilMs: Infinity };

/** Returns the time that the options name. @throws CannotTell when the run never came to it. */
export function periodOf(analysis: Analysis, { during, after, within }: PeriodOptions): Period {
  const phase = during === undefined ? (analysis.soFar ?? always) : analysis.windows[during];
  if (phase === undefined) throw new CannotTell(`${endedText(analysis.ended)}, before its ${during ?? ''} phase`);
  const since = after === undefined && within === undefined ? phase.fromMs : stepMs(analysis, after);
  const window = {
    fromMs: Math.max(phase.fromMs, since),
    untilMs: Math.min(phase.untilMs, within === undefined ? Infinity : since + within),
  };
  const unseen = gapIn(analysis, window) ?? endedBefore(analysis, window, during ?? 'run', within !== undefined);
  return { ...window, ...(unseen === undefined ? {} : { unseen }) };
}

/** Returns whether an instant is in the window. */
export function isWithin({ fromMs, untilMs }: Window, atMs: number): boolean {
  return atMs >= fromMs && atMs < untilMs;
}

function stepMs({ steps }: Analysis, after: string | undefined): number {
  const step =
    after === undefined
      ? steps.findLast(({ fault, outcome }) => fault !== undefined && outcome === 'injected')
      : steps.find(({ label, fault }) => label === after || fault === after);
  if (step === undefined) throw new CannotTell(after === undefined ? 'no fault was injected' : `no step ${after} was fired`);
  return step.atMs;
}

function gapIn({ gaps }: Analysis, window: Window): string | undefined {
  const gap = gaps.find((one) => overlaps(one, window));
  return gap && `the engine's event stream has a gap from ${gap.fromMs.toFixed(0)} to ${gap.untilMs.toFixed(0)} ms`;
}

function endedBefore(analysis: Analysis, window: Window, during: WindowName, limited: boolean): string | undefined {
  if (analysis.soFar !== undefined) return undefined;
  if (isCut(analysis, during)) return endedText(analysis.ended);
  const endMs = analysis.windows.run?.untilMs ?? analysis.durationMs;
  return limited && window.untilMs > endMs ? 'the run ended before that time was over' : undefined;
}

import type { Analysis, Window } from '../analysis/analysis.ts';
import { overlaps } from '../analysis/windows.ts';
import { CannotTell } from './conclude.ts';
import { isCut } from './during.ts';
import type { TemporalOptions } from './temporal.ts';

/** The time that a bound over time is about. */
export interface Span extends Window {
  /** Why its value may not be known at every instant. */
  readonly unseen?: string;
  /** Why a time that `within` gives was not over yet. */
  readonly endsEarly?: string;
}

/** Returns the time that the options name. @throws CannotTell when the run never came to it. */
export function temporalSpan(analysis: Analysis, options: TemporalOptions): Span {
  const { during, within } = options;
  const whole = wholeRun(analysis);
  const phase = during === undefined || analysis.soFar !== undefined ? whole : analysis.windows[during];
  if (phase === undefined) throw new CannotTell(`the run ended before its ${during ?? ''} phase`);
  const fromMs = Math.max(phase.fromMs, startMs(analysis, options) ?? -Infinity);
  const limitMs = within === undefined ? Infinity : fromMs + within;
  const unseen = gapIn(analysis, { fromMs, untilMs: phase.untilMs }) ?? cut(analysis, options) ?? tooSoon(analysis);
  const endsEarly = limitMs > phase.untilMs ? 'the run ended before that time was over' : undefined;
  return {
    fromMs,
    untilMs: phase.untilMs,
    ...(unseen === undefined ? {} : { unseen }),
    ...(endsEarly === undefined ? {} : { endsEarly }),
  };
}

/** While the run goes on, everything until now; a value is known from its last change on. */
function wholeRun({ windows, durationMs, soFar }: Analysis): Window {
  if (soFar === undefined) return windows.run ?? { fromMs: 0, untilMs: durationMs };
  return { fromMs: Number.isFinite(soFar.fromMs) ? soFar.fromMs : 0, untilMs: Number.POSITIVE_INFINITY };
}

function startMs({ steps }: Analysis, { after, within, eventually }: TemporalOptions): number | undefined {
  if (after === undefined) return within === undefined && eventually === undefined ? undefined : steps.at(-1)?.doneMs;
  const step = steps.find(({ label, fault }) => label === after || fault === after);
  if (step === undefined) throw new CannotTell(`no step ${after} was fired`);
  return step.doneMs;
}

function gapIn({ gaps }: Analysis, window: Window): string | undefined {
  const gap = gaps.find((one) => overlaps(one, window));
  return gap && `the engine's event stream has a gap from ${gap.fromMs.toFixed(0)} to ${gap.untilMs.toFixed(0)} ms`;
}

/** The engine needs a moment to notice what a step did: what still holds just after one says nothing about the end. */
const SETTLED_MS = 1000;

function tooSoon({ soFar, steps, durationMs }: Analysis): string | undefined {
  const last = steps.at(-1);
  if (soFar === undefined || Number.isFinite(soFar.untilMs) || last === undefined) return undefined;
  return durationMs < last.doneMs + SETTLED_MS ? 'the last step was only just done' : undefined;
}

function cut(analysis: Analysis, { during }: TemporalOptions): string | undefined {
  return isCut(analysis, during ?? 'run') ? `the run ended early (${analysis.ended})` : undefined;
}

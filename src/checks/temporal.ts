import { z } from 'zod';
import type { Analysis, WindowName } from '../analysis/analysis.ts';
import { duration } from '../scenario/options/duration.ts';
import { issueText } from '../scenario/options/issue-text.ts';
import { duringOrAlways } from './during.ts';
import { formatMs } from './format-value.ts';
import { temporalSpan, type Span } from './temporal-span.ts';

/** Whether something is true, from this instant on until the next one; undefined: it cannot be told. */
export interface Truth {
  readonly atMs: number;
  readonly holds: boolean | undefined;
  readonly seq: number;
}

/** Returns the options that say when, of something that has a value over time, a bound must hold. */
export function temporalOptions() {
  return {
    during: duringOrAlways(),
    after: z.string().min(1).optional().describe('Look from the end of this step on: its label, or its fault.'),
    within: duration()
      .optional()
      .describe('It must hold at the latest this long after `after` (else the last step), and from then on to the end.'),
    eventually: z.literal(true).optional().describe('It must hold at some instant; with `within`, no later than that.'),
    always: z.literal(true).optional().describe('It must hold at every instant.'),
    never: z.literal(true).optional().describe('It must hold at no instant.'),
  };
}

export interface TemporalOptions {
  readonly during?: WindowName | undefined;
  readonly after?: string | undefined;
  readonly within?: number | undefined;
  readonly eventually?: true | undefined;
  readonly always?: true | undefined;
  readonly never?: true | undefined;
}

/** Returns whether a form is written: something else than what holds at the end is asked for. */
export function hasForm({ eventually, always, never, within }: TemporalOptions): boolean {
  return eventually === true || always === true || never === true || within !== undefined;
}

/** Returns the arguments of `refine` that let only one form be written. */
export function onlyOneForm(): [(options: TemporalOptions) => boolean, string] {
  const forms = ({ eventually, always, never }: TemporalOptions) => [eventually, always, never].filter((form) => form === true).length;
  return [
    (options) => forms(options) + (options.within === undefined || options.eventually === true ? 0 : 1) <= 1,
    issueText(
      'says in two ways when it must hold',
      'write one of `within`, `eventually`, `always` and `never`; only `eventually` goes with `within`',
    ),
  ];
}

/** Returns the form as the beginning of an expectation: 'always ', 'within 10000 ms '; '' for the end. */
export function formText({ eventually, always, never, within, after }: TemporalOptions): string {
  const limit = within === undefined ? '' : `within ${formatMs(within)}${after === undefined ? '' : ` after ${after}`} `;
  if (always === true) return 'always ';
  if (never === true) return 'never ';
  return `${eventually === true ? 'eventually ' : ''}${limit}`;
}

/** What became of a bound over time. */
export interface OverTime {
  readonly holds: boolean | undefined;
  readonly doubt?: string | undefined;
  /** What decided it. */
  readonly evidence: readonly number[];
  /** The instant that decided it: of the first hold, of the first breach, or since when it holds. */
  readonly atMs?: number;
  readonly span: Span;
}

/**
 * Judges a step function of time. Without a form: whether it holds at the end. `within`: whether it holds from some instant on, no later
 * than that, and to the end; that it still held just after a fault proves nothing.
 * @throws CannotTell when the run never came to the time that is asked about.
 */
export function overTime(series: readonly Truth[], options: TemporalOptions, analysis: Analysis): OverTime {
  return overSpan(series, options, temporalSpan(analysis, options));
}

/** Judges as `overTime` does, over a time that is known already. */
export function overSpan(series: readonly Truth[], options: TemporalOptions, span: Span): OverTime {
  return { ...decide(truthsIn(series, span), options, span), span };
}

/** Returns the part of a series that lies in the span: the first truth is what held when it began. */
export function truthsIn(series: readonly Truth[], { fromMs, untilMs }: Span): readonly Truth[] {
  const before = series.findLast(({ atMs }) => atMs <= fromMs);
  const inside = series.filter(({ atMs }) => atMs > fromMs && atMs < untilMs);
  return [before === undefined ? { atMs: fromMs, holds: undefined, seq: 0 } : { ...before, atMs: fromMs }, ...inside];
}

type Decided = Omit<OverTime, 'span'>;

function decide(truths: readonly Truth[], { eventually, always, never, within }: TemporalOptions, span: Span): Decided {
  if (always === true) return all(truths, true, span);
  if (never === true) return all(truths, false, span);
  if (eventually === true)
    return some(
      truths.filter(({ atMs }) => within === undefined || atMs <= span.fromMs + within),
      within,
      span,
    );
  return lasting(truths, within, span);
}

function all(truths: readonly Truth[], wanted: boolean, { unseen }: Span): Decided {
  const breach = truths.find(({ holds }) => holds === !wanted);
  if (breach !== undefined) return { holds: false, evidence: seqs([breach]), atMs: breach.atMs };
  const unknown = truths.some(({ holds }) => holds === undefined) ? 'it is not known at every instant' : unseen;
  return { holds: unknown === undefined ? true : undefined, doubt: unknown, evidence: seqs(truths) };
}

function some(truths: readonly Truth[], within: number | undefined, { unseen, endsEarly }: Span): Decided {
  const found = truths.find(({ holds }) => holds === true);
  if (found !== undefined) return { holds: true, evidence: seqs([found]), atMs: found.atMs };
  const unknown = truths.some(({ holds }) => holds === undefined) ? 'it is not known at every instant' : unseen;
  const doubt = unknown ?? (within === undefined ? undefined : endsEarly);
  return { holds: doubt === undefined ? false : undefined, doubt, evidence: seqs(truths) };
}

function lasting(truths: readonly Truth[], within: number | undefined, { fromMs, unseen, endsEarly }: Span): Decided {
  const last = truths.at(-1);
  const lastOther = truths.findLastIndex(({ holds }) => holds !== true);
  const since = truths[lastOther + 1];
  const evidence = seqs(last === undefined ? [] : [since ?? last]);
  if (unseen !== undefined || last?.holds === undefined) {
    return { holds: undefined, doubt: unseen ?? 'it is not known at the end', evidence };
  }
  if (since === undefined) {
    const doubt = within === undefined ? undefined : endsEarly;
    return { holds: doubt === undefined ? false : undefined, doubt, evidence };
  }
  return { holds: within === undefined || since.atMs <= fromMs + within, evidence, atMs: since.atMs };
}

function seqs(truths: readonly Truth[]): number[] {
  return truths.map(({ seq }) => seq).filter((seq) => seq > 0);
}

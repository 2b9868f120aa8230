import type { Analysis } from '../analysis/analysis.ts';
import { figures } from '../analysis/figures.ts';
import { onlyWindow } from '../analysis/windows.ts';
import type { HistoryEventOf, StepOutcome } from '../history/history-event.ts';
import type { CheckResult } from './check.ts';
import { endedText } from './ended-text.ts';
import { formatMs } from './format-value.ts';
import { CANNOT_TELL } from './judge-steady.ts';

/** Why a step that did not do what the scenario says leaves the run without a verdict. */
const notDone: Partial<Record<StepOutcome, string>> = {
  refused: 'the engine refused',
  'target-gone': 'its target was gone',
  'target-empty': 'nothing matched its selector',
  'blast-radius': 'it would have touched more than the blast radius allows',
  'condition-not-met': 'its condition did not come true in time',
  failed: 'it failed',
  skipped: 'it was skipped',
};

/** Returns what faultline itself checks of every run: that the faults were injected and undone, that the steady state held, that it ended. */
export function runIntegrity(analysis: Analysis): CheckResult[] {
  return [
    ...analysis.steps.flatMap(injection),
    ...allSkipped(analysis.steps),
    ...analysis.undos
      .filter((event, index) => event.outcome === 'failed' && !isDoneLater(event, analysis.undos.slice(index + 1)))
      .map(undo),
    ...analysis.steadyStates.map((event) => steady(event, analysis)),
    ...analysis.events.flatMap((event) => (event.type === 'abort' ? [abort(event, analysis)] : [])),
    ...run(analysis),
    ...measured(analysis),
  ];
}

function injection(step: HistoryEventOf<'step'>): CheckResult[] {
  const reason = notDone[step.outcome];
  if (reason === undefined) return [];
  const detail = step.message === undefined ? '' : `: ${step.message.replace(/\.$/, '')}`;
  return [
    {
      kind: 'injection',
      verdict: 'inconclusive',
      expected: `step ${step.step} "${step.label}" as the scenario says`,
      observed: step.outcome,
      message: `Step ${step.step} "${step.label}" did not happen as written: ${reason}${detail}.`,
      evidence: [step.seq],
    },
  ];
}

/** A run may leave out what the guard rails refuse, but not everything. */
function allSkipped(steps: readonly HistoryEventOf<'step'>[]): CheckResult[] {
  const skipped = steps.filter(({ outcome }) => outcome === 'skipped-as-allowed');
  const first = skipped[0]?.message;
  if (first === undefined || steps.some(({ fault, outcome }) => fault !== undefined && outcome === 'injected')) return [];
  return [
    {
      kind: 'injection',
      verdict: 'inconclusive',
      expected: 'at least one fault is injected',
      observed: `${skipped.length} refused, none injected`,
      message: `Nothing was disturbed: the guard rails refused every fault. ${first}`,
      evidence: skipped.slice(0, 3).map(({ seq }) => seq),
    },
  ];
}

/** What could not be undone is tried again at the end of the run. */
function isDoneLater({ step, occurrence, action, target }: HistoryEventOf<'undo'>, later: readonly HistoryEventOf<'undo'>[]): boolean {
  return later.some((one) => one.step === step && one.occurrence === occurrence && one.action === action && one.target === target);
}

function undo({ step, action, target, message, seq }: HistoryEventOf<'undo'>): CheckResult {
  return {
    kind: 'undo',
    verdict: 'inconclusive',
    expected: 'every change undone',
    observed: `${action} of ${target} failed`,
    message: `What step ${step} changed was not undone (${action} of ${target})${message === undefined ? '' : `: ${message}`}`,
    evidence: [seq],
  };
}

function steady({ moment, held, atMs, message = '', seq }: HistoryEventOf<'steady-state'>, analysis: Analysis): CheckResult {
  const again = moment === 'after';
  const common = {
    kind: 'steady',
    expected: again ? 'the steady state holds again' : 'the steady state holds before the first fault',
    evidence: [seq],
  };
  if (held) {
    const since = again ? `since ${formatMs(atMs - (analysis.windows.recovery?.fromMs ?? atMs))} into recovery` : 'held';
    const text = again ? `The steady state held again ${since}.` : 'The steady state held before the first fault.';
    return { ...common, verdict: 'passed', observed: since, message: text };
  }
  const unknown = message.startsWith(CANNOT_TELL);
  const consequence = again ? 'The steady state did not hold again in time' : 'The steady state did not hold, so no fault was injected';
  return {
    ...common,
    verdict: unknown ? 'inconclusive' : 'failed',
    observed: unknown ? 'not known' : again ? 'did not hold again in time' : 'did not hold; no fault was injected',
    message: message === '' ? `${consequence}.` : `${consequence}. ${message}`,
  };
}

function abort({ condition, verdict, atMs, because, seq }: HistoryEventOf<'abort'>, { windows }: Analysis): CheckResult {
  const since = formatMs(atMs - (windows.chaos?.fromMs ?? 0));
  return {
    kind: 'abort',
    verdict,
    expected: `never ${condition}`,
    observed: `it held ${since} into the chaos`,
    message: `The run was aborted ${since} into the chaos, because ${condition}: no more faults were injected, and everything was undone.`,
    evidence: [seq, because],
  };
}

function run({ ended, errors, events }: Analysis): CheckResult[] {
  // Not steady and aborted: results of their own say so.
  if (ended === 'completed' || ended === 'not-steady' || ended === 'aborted') return [];
  const error = errors.at(-1);
  const why = error === undefined ? '' : `: ${error.message}`;
  const seq = error?.seq ?? events.at(-1)?.seq;
  return [
    {
      kind: 'run',
      verdict: 'inconclusive',
      expected: 'the run completes',
      observed: ended,
      message:
        ended === 'unknown'
          ? 'The history ends before the run did: faultline was killed, or the file is cut off.'
          : `${capital(endedText(ended))}${why}`,
      evidence: seq === undefined ? [] : [seq],
    },
  ];
}

/** A measurement that expects nothing still has to measure something. */
function measured({ load, windows, ended }: Analysis): CheckResult[] {
  if (onlyWindow(windows) === undefined || ended !== 'completed') return [];
  const sent = Object.values(load)
    .flatMap(({ streams }) => streams.map((stream) => figures(stream)))
    .reduce((sum, { ok, failed }) => sum + ok + failed, 0);
  if (sent > 0) return [];
  return [
    {
      kind: 'run',
      verdict: 'inconclusive',
      expected: 'something is measured',
      observed: 'no request was sent',
      message: 'Nothing was measured: this machine could not send a single request.',
      evidence: [],
    },
  ];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

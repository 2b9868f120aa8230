import type { Analysis } from '../analysis/analysis.ts';
import type { CheckResult } from '../checks/check.ts';
import { worstVerdict } from '../checks/verdict.ts';
import type { HistoryEventOf } from '../history/history-event.ts';
import { finiteMs, roundMs } from './finite.ts';
import { buildLoadResult, windowNames } from './load-result.ts';
import type { RunResult } from './run-result.ts';
import { buildSubjectResult } from './subject-result.ts';

/** Returns a run as result.json holds it. Nothing in it is NaN, Infinity or undefined. */
export function buildResult(analysis: Analysis, checks: readonly CheckResult[]): RunResult {
  const judged = [...checks, ...unexplainedEnd(analysis, checks)];
  return {
    schema: 1,
    run: {
      id: analysis.run.id,
      seed: analysis.run.seed,
      startedAt: analysis.startedAt,
      durationMs: finiteMs(analysis.durationMs),
      faultline: analysis.run.faultline,
      repetition: analysis.run.repetition,
      repeat: analysis.run.repeat,
      ended: analysis.ended,
    },
    engine: toEngine(analysis.engine),
    scenario: { name: analysis.scenario.name, file: analysis.scenario.file, sha256: analysis.scenario.sha256 },
    verdict: worstVerdict(judged.map((check) => check.verdict)),
    checks: judged.map(toCheck),
    load: mapValues(analysis.load, (load) => buildLoadResult(load, analysis.windows)),
    subjects: mapValues(analysis.subjects, buildSubjectResult),
    timeline: analysis.steps.map(toTimelineEntry),
    undos: analysis.undos.map(toUndo),
    windows: toWindows(analysis.windows),
    steadyStates: analysis.steadyStates.map(toSteadyState),
    ...toAbort(analysis),
    recovery: analysis.recovery.map(toRecovery),
    gaps: analysis.gaps.map(({ fromMs, untilMs }) => ({ fromMs: roundMs(fromMs), untilMs: roundMs(untilMs) })),
    warnings: analysis.warnings.map(({ code, message, fact, seq }) => ({ code, message, ...(fact === undefined ? {} : { fact }), seq })),
    errors: analysis.errors.map(({ code, message, hint, seq }) => ({ code, message, ...(hint === undefined ? {} : { hint }), seq })),
  };
}

/** A run that did not come to its planned end proves nothing by checks that only saw part of it: no such run is `passed`. */
function unexplainedEnd(analysis: Analysis, checks: readonly CheckResult[]): CheckResult[] {
  if (analysis.ended === 'completed' || checks.some((check) => check.verdict !== 'passed')) return [];
  const observed = analysis.ended === 'unknown' ? 'the history has no end' : analysis.ended;
  return [
    {
      kind: 'run',
      verdict: 'inconclusive',
      expected: 'completed',
      observed,
      message: 'The run did not come to its planned end, so what was not seen cannot have passed.',
      evidence: [...analysis.errors.slice(-2).map((error) => error.seq), ...endOf(analysis)],
    },
  ];
}

function endOf(analysis: Analysis): number[] {
  const last = analysis.events.at(-1);
  return last === undefined ? [] : [last.seq];
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, convert: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
}

function toEngine(engine: Analysis['engine']): RunResult['engine'] {
  if (engine === undefined) return null;
  const { name, version, api, kernel, swarm, capabilities, operatingSystem, cgroup, endpoint, hostAddress } = engine;
  const { ipvs, netem, hostPids } = capabilities;
  return { name, version, api, kernel, swarm, capabilities: { ipvs, netem, hostPids }, operatingSystem, cgroup, endpoint, hostAddress };
}

function toCheck(check: CheckResult): RunResult['checks'][number] {
  const { kind, of, during, expected, observed, verdict, message, evidence, line } = check;
  return {
    kind,
    ...(of === undefined ? {} : { of }),
    ...(during === undefined ? {} : { during }),
    expected,
    observed,
    verdict,
    message,
    evidence: [...evidence],
    ...(line === undefined ? {} : { line }),
  };
}

function toTimelineEntry(step: HistoryEventOf<'step'>): RunResult['timeline'][number] {
  return {
    step: step.step,
    occurrence: step.occurrence,
    label: step.label,
    fault: step.fault ?? null,
    outcome: step.outcome,
    dueMs: finiteMs(step.dueMs),
    atMs: finiteMs(step.atMs),
    doneMs: finiteMs(step.doneMs),
    targets: [...step.targets],
    ...(step.method === undefined ? {} : { method: step.method }),
    ...(step.message === undefined ? {} : { message: step.message }),
    seq: step.seq,
  };
}

function toUndo(undo: HistoryEventOf<'undo'>): RunResult['undos'][number] {
  const { step, occurrence, action, target, outcome, message, seq } = undo;
  const times = { atMs: finiteMs(undo.atMs), doneMs: finiteMs(undo.doneMs) };
  return { step, occurrence, action, target, outcome, ...times, ...(message === undefined ? {} : { message }), seq };
}

function toSteadyState(state: HistoryEventOf<'steady-state'>): RunResult['steadyStates'][number] {
  const { moment, held, message, seq } = state;
  return { moment, held, atMs: finiteMs(state.atMs), ...(message === undefined ? {} : { message }), seq };
}

function toAbort({ events }: Analysis): Pick<RunResult, 'abort'> {
  const event = events.find((one) => one.type === 'abort');
  if (event === undefined) return {};
  const { condition, verdict, atMs, seq } = event;
  return { abort: { condition, verdict, atMs: finiteMs(atMs), seq } };
}

function toRecovery(recovery: Analysis['recovery'][number]): RunResult['recovery'][number] {
  return {
    step: recovery.step,
    fault: recovery.fault,
    faultMs: finiteMs(recovery.faultMs),
    recoveredMs: finiteMs(recovery.recoveredMs),
    durationMs: finiteMs(recovery.durationMs),
    measured: recovery.measured,
  };
}

function toWindows(windows: Analysis['windows']): RunResult['windows'] {
  const result: RunResult['windows'] = {};
  for (const name of windowNames) {
    const window = windows[name];
    if (window !== undefined) result[name] = { fromMs: roundMs(window.fromMs), untilMs: roundMs(window.untilMs) };
  }
  return result;
}

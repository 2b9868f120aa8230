import type { FiguresResult, RunResult } from '../../../../src/report/run-result.ts';
import { failedCheck, inconclusiveCheck, killHistory, passedCheck, sampleRun } from './sample-run.ts';

export interface Told {
  readonly id?: string;
  readonly name?: string;
  readonly sha256?: string;
  readonly startedAt?: string;
  readonly verdict?: RunResult['verdict'];
  readonly ended?: RunResult['run']['ended'];
  /** Of `users`, one after the other from 2 s on; 200 requests a second fail in each. */
  readonly outagesMs?: readonly number[];
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** null: never. */
  readonly recoveryMs?: number | null;
  readonly rollout?: { readonly maxDown: number; readonly durationMs: number | null };
  readonly imageId?: string;
  readonly engineVersion?: string;
  readonly kernel?: string;
  readonly faultline?: string;
  readonly load?: string;
  /** Whether faultline spoiled the second that begins at 2 s. */
  readonly spoiled?: boolean;
}

const REQUESTS = 10_000;
const checks = { passed: passedCheck, failed: failedCheck, inconclusive: inconclusiveCheck };

/** Returns the result of a run that was as it is told: a kill of `web` with one load of 10,000 requests, in which nothing failed unless told so. */
export function toldRun(told: Told = {}): RunResult {
  const { result } = sampleRun(killHistory(), [checks[told.verdict ?? 'passed']]);
  const { web, users } = { web: result.subjects['web'], users: result.load['users'] };
  if (web === undefined || users === undefined || result.engine === null) throw new Error('the sample has a subject, a load and an engine');
  const container = web.containers['web.1'];
  if (container === undefined) throw new Error('the sample has a container');
  const figures = figuresOf(told);
  const outages = outagesOf(told, users.outages[0]);
  const spoiled = told.spoiled === true ? [{ fromMs: 2000, untilMs: 3000, reason: 'the machine had no time', seq: 1 }] : [];
  const stream = { ...figures, outages, windows: { chaos: figures, run: figures }, spoiled };
  return {
    ...result,
    run: {
      ...result.run,
      id: told.id ?? 'r1',
      startedAt: told.startedAt ?? result.run.startedAt,
      ended: told.ended ?? 'completed',
      faultline: told.faultline ?? result.run.faultline,
    },
    engine: { ...result.engine, version: told.engineVersion ?? '20.10.24', kernel: told.kernel ?? '6.1' },
    scenario: { ...result.scenario, name: told.name ?? result.scenario.name, sha256: told.sha256 ?? result.scenario.sha256 },
    load: { [told.load ?? 'users']: { ...users, ...figures, outages, streams: { new: stream } } },
    recovery: told.recoveryMs === undefined ? [] : [recoveryOf(told.recoveryMs)],
    subjects: {
      web: {
        ...web,
        containers: { 'web.1': { ...container, imageId: told.imageId ?? 'sha256:1' } },
        rollouts: told.rollout === undefined ? [] : [rolloutOf(told.rollout)],
      },
    },
  };
}

function figuresOf({ outagesMs = [], p50Ms = 2, p99Ms = 5 }: Told): FiguresResult {
  const failed = outagesMs.reduce((sum, length) => sum + length / 5, 0);
  return {
    due: REQUESTS,
    ok: REQUESTS - failed,
    failed,
    availability: 1 - failed / REQUESTS,
    errors: failed === 0 ? {} : { refused: failed },
    latencyMs: { p50: p50Ms, p90: p99Ms, p99: p99Ms, p999: p99Ms, max: p99Ms },
    versions: {},
    schedule: { slipP99Ms: 0.1, late: 0, unsent: 0 },
  };
}

function outagesOf({ outagesMs = [] }: Told, sample: RunResult['load'][string]['outages'][number] | undefined) {
  if (sample === undefined) throw new Error('the sample has an outage');
  return outagesMs.map((durationMs, index) => {
    const fromMs = 2000 + index * 1000;
    return { ...sample, fromMs, untilMs: fromMs + durationMs, durationMs, failed: durationMs / 5 };
  });
}

function recoveryOf(durationMs: number | null): RunResult['recovery'][number] {
  return { step: 0, fault: 'kill', faultMs: 2000, recoveredMs: durationMs === null ? null : 2000 + durationMs, durationMs, measured: true };
}

function rolloutOf({ maxDown, durationMs }: NonNullable<Told['rollout']>): RunResult['subjects'][string]['rollouts'][number] {
  const untilMs = durationMs === null ? null : 2000 + durationMs;
  return {
    kind: 'update',
    state: durationMs === null ? 'updating' : 'completed',
    message: '',
    fromMs: 2000,
    untilMs,
    batches: [],
    maxDown,
  };
}

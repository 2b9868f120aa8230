import type { Clock } from '../clock/clock.ts';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Prober } from '../load/prober.ts';
import { resolveEndpoints } from '../load/resolve-endpoints.ts';
import { preflight } from '../load/self-check/preflight.ts';
import { startProber } from '../load/start-prober.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { monitorHarness } from './harness-monitor.ts';
import { recordRunStart } from './record-run-start.ts';
import { Recorder, type EventSink } from './recorder.ts';
import { RunAbort } from './run-abort.ts';
import type { RunOutcome, RunRequest } from './run-request.ts';

export interface MeasureRequest extends Pick<RunRequest, 'id' | 'plan' | 'source' | 'faultlineVersion'> {
  /** How long requests are due, from the first one on. */
  readonly forMs: number;
  readonly clock: Clock;
  readonly journal: EventSink;
  /** Aborting it ends the measurement early; what was measured until then is kept. */
  readonly signal: AbortSignal;
}

/**
 * Measures a plan's loads, and nothing else: no engine, no subject, no fault. Writes a history that can be judged and reported like a run's.
 * Resolves however it went; rejects when a load cannot even be formed, or the history cannot be written.
 * @throws FaultlineError ERR_SCENARIO_INVALID
 */
export async function measureLoads(request: MeasureRequest): Promise<Pick<RunOutcome, 'reason' | 'error'>> {
  const { clock, plan } = request;
  const recorder = new Recorder(request.journal);
  recordRunStart(recorder, request);
  const ending = new AbortController();
  const signal = AbortSignal.any([request.signal, ending.signal]);
  const watching = new AbortController();
  const monitored = monitorHarness({ clock, recorder }, watching.signal);
  const probers: Prober[] = [];
  let outcome: Pick<RunOutcome, 'reason' | 'error'> = { reason: 'completed' };
  try {
    const onFailure = (error: Error) => ending.abort(new RunAbort('failed', error));
    for (const [load, spec] of Object.entries(plan.scenario.load)) {
      probers.push(await startLoad({ ...request, recorder, load, spec, onFailure }));
    }
    recorder.append({ type: 'phase', phase: 'measure', state: 'started' });
    const startMs = Math.max(...probers.map((prober) => prober.startMs));
    await clock.sleepUntil(startMs + request.forMs, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    outcome = outcomeOf(signal.reason);
    if (outcome.reason === 'failed') recorder.append({ type: 'error', code: 'ERR_LOAD_FAILED', message: describeError(outcome.error) });
  } finally {
    if (probers.length > 0) recorder.append({ type: 'phase', phase: 'measure', state: 'ended' });
    await Promise.allSettled(probers.map(async (prober) => prober.stop()));
    watching.abort();
    await monitored;
  }
  recorder.append({ type: 'run-ended', reason: outcome.reason, durationMs: clock.now() });
  return outcome;
}

function outcomeOf(reason: unknown): Pick<RunOutcome, 'reason' | 'error'> {
  if (reason instanceof RunAbort) return { reason: reason.reason, error: reason.cause };
  return { reason: 'interrupted', error: reason ?? new FaultlineError('ERR_INTERRUPTED', 'Interrupted.') };
}

interface LoadStart extends Pick<MeasureRequest, 'clock' | 'forMs'> {
  readonly recorder: Recorder;
  readonly load: string;
  readonly spec: LoadSpec;
  readonly onFailure: (error: Error) => void;
}

async function startLoad({ clock, forMs, recorder, load, spec, onFailure }: LoadStart): Promise<Prober> {
  const { url, ratePerSecond, stages, timeoutMs, streams } = spec;
  const { endpoints, route } = resolveEndpoints(url, new Map(), '');
  recorder.append({ type: 'endpoint', load, route, endpoints, reason: 'start' });
  recorder.append({
    type: 'load-started',
    load,
    url,
    ratePerSecond,
    ...(stages === undefined ? {} : { stages }),
    timeoutMs,
    streams,
  });
  for (const warning of preflight(load, spec)) recorder.append({ type: 'warning', ...warning });
  const onBucket = (bucket: Parameters<Recorder['append']>[0]) => recorder.append(bucket);
  return startProber({ load, spec, clock, startAtMs: 0, forMs, endpoints, onBucket, onFailure });
}

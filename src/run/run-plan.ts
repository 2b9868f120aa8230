import type { Scenario } from '../scenario/scenario.ts';
import type { PhaseName } from '../history/history-event.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { describeError } from '../errors/describe-error.ts';
import { recordRunStart } from './record-run-start.ts';
import { Recorder } from './recorder.ts';
import { runAbortController } from './run-abort-controller.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { RunOutcome, RunRequest } from './run-request.ts';
import { RunningScenario } from './running-scenario.ts';

/**
 * Runs a plan on an engine: set-up, steady state, timeline, recovery, and always the teardown. Writes the history while it does.
 * Resolves however the run went; it rejects only when the history itself cannot be written.
 */
export async function runPlan(request: RunRequest): Promise<RunOutcome> {
  const abort = runAbortController();
  const context = contextOf(request, abort);
  const running = new RunningScenario(context, request);
  recordRunStart(context.recorder, request);
  const stopWatching = watchForAborts(request, context.scenario, context);
  let reason: RunOutcome['reason'];
  let failure: unknown;
  try {
    reason = await throughPhases(running, context);
  } catch (error) {
    const why = abort.signal.aborted ? (abort.signal.reason as RunAbort) : new RunAbort('failed', error);
    ({ reason } = why);
    failure = why.cause;
    // Whatever still waits must stop before the teardown takes its containers away.
    context.abort(why);
    context.recorder.append({ type: 'error', ...errorRecord(failure) });
  } finally {
    stopWatching();
  }
  const leftovers = await phase(context, 'teardown', async () => running.tearDown());
  context.recorder.append({ type: 'run-ended', reason, durationMs: context.clock.now() });
  return { reason, ...(failure === undefined ? {} : { error: failure }), leftovers };
}

async function throughPhases(running: RunningScenario, context: RunContext): Promise<'completed' | 'not-steady'> {
  await phase(context, 'setup', async () => running.setUp());
  const steady = await phase(context, 'steady', async () => running.holdSteady());
  if (steady) {
    await phase(context, 'chaos', async () => running.runTimeline());
    await phase(context, 'recovery', async () => running.recover());
  }
  await running.finishMeasuring();
  return steady ? 'completed' : 'not-steady';
}

async function phase<T>({ recorder }: RunContext, name: PhaseName, work: () => Promise<T>): Promise<T> {
  recorder.append({ type: 'phase', phase: name, state: 'started' });
  try {
    return await work();
  } finally {
    recorder.append({ type: 'phase', phase: name, state: 'ended' });
  }
}

function contextOf(request: RunRequest, abort: AbortController): RunContext {
  return {
    runId: request.id,
    scenario: request.plan.scenario,
    engine: request.engine,
    clock: request.clock,
    recorder: new Recorder(request.journal),
    signal: abort.signal,
    abort: (why) => abort.abort(why),
    onProgress: request.onProgress,
  };
}

/** Aborts the run on interruption and when its time is up; returns what ends the watching. */
function watchForAborts(request: RunRequest, scenario: Scenario, context: RunContext): () => void {
  const interrupt = () =>
    context.abort(new RunAbort('interrupted', request.signal.reason ?? new FaultlineError('ERR_INTERRUPTED', 'Interrupted.')));
  if (request.signal.aborted) interrupt();
  request.signal.addEventListener('abort', interrupt, { once: true });
  const done = new AbortController();
  const { timeoutMs } = scenario;
  const late = () =>
    context.abort(
      new RunAbort(
        'timeout',
        new FaultlineError('ERR_TIMEOUT', `The run took longer than its limit of ${timeoutMs / 1000} s.`, {
          hint: 'Raise `timeout:` in the scenario.',
        }),
      ),
    );
  request.clock.sleepUntil(timeoutMs, done.signal).then(late, () => undefined);
  return () => {
    done.abort();
    request.signal.removeEventListener('abort', interrupt);
  };
}

function errorRecord(error: unknown): { code: string; message: string; hint?: string } {
  if (!(error instanceof FaultlineError)) return { code: 'ERR_INTERNAL', message: describeError(error) };
  return { code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
}

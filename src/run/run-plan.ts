import { recordFailure } from './record-failure.ts';
import { recordRunStart } from './record-run-start.ts';
import { Recorder } from './recorder.ts';
import { runAbortController } from './run-abort-controller.ts';
import type { RunContext } from './run-context.ts';
import { runPhase } from './run-phase.ts';
import type { RunOutcome, RunRequest } from './run-request.ts';
import { RunningScenario } from './running-scenario.ts';
import { watchForAborts } from './watch-for-aborts.ts';

/**
 * Runs a plan on an engine: set-up, steady state, timeline, recovery, and always the teardown. Writes the history while it does.
 * Resolves however the run went; it rejects only when the history itself cannot be written.
 */
export async function runPlan(request: RunRequest): Promise<RunOutcome> {
  const context = contextOf(request);
  const running = new RunningScenario(context, request);
  recordRunStart(context.recorder, request);
  const { timeoutMs } = context.scenario;
  const stopWatching = watchForAborts(context, request.signal, { timeoutMs, hint: 'Raise `timeout:` in the scenario.' });
  let outcome: Pick<RunOutcome, 'reason' | 'error'>;
  try {
    outcome = { reason: await throughPhases(running, context) };
  } catch (error) {
    outcome = recordFailure(context, error);
  } finally {
    stopWatching();
  }
  const leftovers = await runPhase(context, 'teardown', async () => running.tearDown());
  context.recorder.append({ type: 'run-ended', reason: outcome.reason, durationMs: context.clock.now() });
  return { ...outcome, leftovers };
}

async function throughPhases(running: RunningScenario, context: RunContext): Promise<'completed' | 'not-steady' | 'aborted'> {
  await runPhase(context, 'setup', async () => running.setUp());
  const steady = await runPhase(context, 'steady', async () => running.holdSteady());
  let ended: 'completed' | 'not-steady' | 'aborted' = 'not-steady';
  if (steady) {
    const timeline = await runPhase(context, 'chaos', async () => running.runTimeline());
    await runPhase(context, 'recovery', async () => running.recover(timeline));
    ended = timeline;
  }
  await running.finishMeasuring();
  return ended;
}

function contextOf(request: RunRequest): RunContext {
  const abort = runAbortController();
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

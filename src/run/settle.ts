import { recordState } from './record-state.ts';
import type { Judge } from './run-request.ts';
import type { RunContext } from './run-context.ts';
import type { ExpectationSpec } from '../scenario/scenario.ts';
import type { SubjectContainers } from './subject-containers.ts';

/** How long a run goes on after its timeline for events that its expectations still wait for without saying how long. */
const SETTLE_MS = 5000;
/** What happened just in time is written a little later. */
const WRITTEN_LATE_MS = 500;
/** After these an inspection says something else than before. */
const changes = new Set(['start', 'die', 'destroy', 'pause', 'unpause', 'health_status']);

/**
 * Waits until no expectation of those given, about events (an exit, a restart, a state, a number of tasks) is unmet: what the last step set going is often still
 * under way when the timeline ends. Each is given the time of its `within`, or SETTLE_MS.
 */
export async function settle(
  { recorder, clock, signal, engine }: Pick<RunContext, 'recorder' | 'clock' | 'signal' | 'engine'>,
  containers: SubjectContainers,
  judge: Judge,
  { expect, settleMs = SETTLE_MS }: { readonly expect: readonly ExpectationSpec[]; readonly settleMs?: number },
): Promise<void> {
  const look = async (container: SubjectContainers['all'][number]) => recordState({ engine, recorder }, container, 'settling');
  const leastMs = clock.now() + settleMs;
  const untilMs = () =>
    Math.max(...judge.unmet(expect, recorder.events).map((one) => Math.max(leastMs, (one.untilMs ?? 0) + WRITTEN_LATE_MS)));
  let atMs = untilMs();
  if (atMs === Number.NEGATIVE_INFINITY) return;
  const looking = containers.all.map(look);
  // Some expectations are about what only an inspection tells: a restart count, the code of a refused start.
  const unsubscribe = recorder.subscribe((event) => {
    if (event.type === 'engine-event' && changes.has(event.action)) looking.push(look(containers.named(event.container)));
  });
  try {
    for (; atMs > clock.now(); atMs = untilMs()) {
      const waitedForMs = atMs;
      const deadline = { atMs, sleepUntil: async (at: number, until: AbortSignal) => clock.sleepUntil(at, until) };
      await recorder.until(() => untilMs() < waitedForMs, deadline, signal);
    }
  } finally {
    unsubscribe();
    await Promise.allSettled(looking);
  }
}

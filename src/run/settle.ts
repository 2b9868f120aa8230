import { recordState } from './record-state.ts';
import type { Judge } from './run-request.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainers } from './subject-containers.ts';

/** How long a run goes on after its timeline for events that its expectations still wait for. */
const SETTLE_MS = 5000;
/** After these an inspection says something else than before. */
const changes = new Set(['start', 'die', 'destroy', 'pause', 'unpause', 'health_status']);

/**
 * Waits until no expectation about events (an exit, a restart, a state, a line of output) is unmet, at most SETTLE_MS:
 * what the last step set going is often still under way when the timeline ends.
 */
export async function settle(
  { scenario, recorder, clock, signal, engine }: RunContext,
  containers: SubjectContainers,
  judge: Judge,
): Promise<void> {
  const look = async (container: SubjectContainers['all'][number]) => recordState({ engine, recorder }, container, 'settling');
  const settled = () => judge.settled(scenario.expect, recorder.events);
  if (settled()) return;
  const looking = containers.all.map(look);
  // Some expectations are about what only an inspection tells: a restart count, the code of a refused start.
  const unsubscribe = recorder.subscribe((event) => {
    if (event.type === 'engine-event' && changes.has(event.action)) looking.push(look(containers.named(event.container)));
  });
  try {
    await recorder.until(settled, { atMs: clock.now() + SETTLE_MS, sleepUntil: async (at, until) => clock.sleepUntil(at, until) }, signal);
  } finally {
    unsubscribe();
    await Promise.allSettled(looking);
  }
}

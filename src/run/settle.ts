import type { Judge } from './run-request.ts';
import type { RunContext } from './run-context.ts';

/** How long a run goes on after its timeline for events that its expectations still wait for. */
const SETTLE_MS = 5000;

/**
 * Waits until no expectation about events (an exit, a restart, a state, a line of output) is unmet, at most SETTLE_MS:
 * what the last step set going is often still under way when the timeline ends.
 */
export async function settle({ scenario, recorder, clock, signal }: RunContext, judge: Judge): Promise<void> {
  const settled = () => judge.settled(scenario.expect, recorder.events);
  await recorder.until(settled, { atMs: clock.now() + SETTLE_MS, sleepUntil: async (at, until) => clock.sleepUntil(at, until) }, signal);
}

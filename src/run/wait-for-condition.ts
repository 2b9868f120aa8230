import { FaultlineError } from '../errors/faultline-error.ts';
import type { TriggerSpec } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';
import type { Trigger } from './triggers/trigger.ts';

/** Resolves true on the event that makes the condition hold, false when `withinMs` has passed without. */
export async function waitForCondition(
  context: Pick<RunContext, 'recorder' | 'clock' | 'signal'>,
  triggers: ReadonlyMap<string, Trigger>,
  { condition, withinMs }: Extract<TriggerSpec, { kind: 'when' }>,
): Promise<boolean> {
  const trigger = triggers.get(condition.kind);
  if (trigger === undefined) throw new FaultlineError('ERR_SCENARIO_INVALID', `There is no condition ${condition.kind}.`);
  const { recorder, clock, signal } = context;
  const matches = trigger.matcher(condition.options, condition.of);
  let holds = false;
  for (const event of recorder.events) holds = matches(event, { waiting: false });
  if (holds) return true;
  const given = new AbortController();
  const either = AbortSignal.any([signal, given.signal]);
  const met = recorder.next((event) => matches(event, { waiting: true }), either).then(() => true);
  const late = clock.sleepUntil(clock.now() + withinMs, either).then(() => false);
  try {
    return await Promise.race([met, late]);
  } finally {
    given.abort();
    await Promise.allSettled([met, late]);
  }
}

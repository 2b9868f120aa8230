import type { HistoryEvent } from '../history/history-event.ts';
import type { AbortCondition, AbortSpec } from '../scenario/scenario.ts';
import { RunAbort } from './run-abort.ts';
import { runAbortController } from './run-abort-controller.ts';
import type { RunContext } from './run-context.ts';
import type { Trigger, TriggerMatcher } from './triggers/trigger.ts';

/**
 * Tells, from the history alone, when one of a scenario's abort conditions holds: it is fed with every event, in order. What was before the chaos
 * may hold already when that begins; what only happened then does not count.
 */
export class AbortConditions {
  readonly #matchers: readonly { readonly condition: AbortCondition; readonly matches: TriggerMatcher }[];

  constructor({ when }: AbortSpec, triggers: ReadonlyMap<string, Trigger>) {
    this.#matchers = when.flatMap((one) => {
      const trigger = triggers.get(one.condition.kind);
      return trigger === undefined ? [] : [{ condition: one, matches: trigger.matcher(one.condition.options, one.condition.of) }];
    });
  }

  /** Returns the first condition that holds after this event. */
  take(event: HistoryEvent, inChaos: boolean): AbortCondition | undefined {
    // Every matcher has to see every event.
    const held = this.#matchers.map(({ condition, matches }) => (matches(event, { waiting: inChaos }) ? condition : undefined));
    return held.find((condition) => condition !== undefined);
  }
}

export interface AbortWatch {
  /** Aborted when a condition holds: whatever injects faults stops then. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** Watches abort conditions from now on, the beginning of the chaos, and records the one that holds first. */
export function watchAbortConditions(
  { recorder, clock }: Pick<RunContext, 'recorder' | 'clock'>,
  triggers: ReadonlyMap<string, Trigger>,
  abort: AbortSpec | undefined,
): AbortWatch {
  const controller = runAbortController();
  if (abort === undefined) return { signal: controller.signal, stop: () => undefined };
  const { verdict } = abort;
  const conditions = new AbortConditions(abort, triggers);
  let unsubscribe: () => void = () => undefined;
  const hold = ({ text }: AbortCondition, { seq }: HistoryEvent) => {
    unsubscribe();
    recorder.append({ type: 'abort', condition: text, verdict, atMs: clock.now(), because: seq });
    controller.abort(new RunAbort('aborted', `Aborted: ${text}.`));
  };
  let already: AbortCondition | undefined;
  for (const event of recorder.events) already = conditions.take(event, false);
  const last = recorder.events.at(-1);
  if (already !== undefined && last !== undefined) hold(already, last);
  else {
    unsubscribe = recorder.subscribe((event) => {
      const holds = controller.signal.aborted ? undefined : conditions.take(event, true);
      if (holds !== undefined) hold(holds, event);
    });
  }
  return { signal: controller.signal, stop: () => unsubscribe() };
}

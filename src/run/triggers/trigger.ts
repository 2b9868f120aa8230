import type { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import type { OptionsDefinition } from '../../scenario/definition.ts';

/** A condition that a step can wait for with `when:`. A file each in run/triggers/, listed in registry.ts. */
export interface Trigger<Options = unknown> extends OptionsDefinition {
  readonly schema: z.ZodType<Options>;
  /** Returns a new matcher for one waiting step; `of` is the subject's or load's name. */
  matcher(options: Options, of: string): TriggerMatcher;
}

/**
 * Fed with every event of the history in order, from the first one on, before the step waits and while it does. Returns whether the
 * condition holds after this event. It remembers what it needs and never looks at a clock or an engine: the step goes on within the
 * event that makes the condition true, without polling.
 *
 * A condition about what is (state, health, restarts, availability) may hold already when the step begins to wait. One about what
 * happens (log, event, response) answers false while the step is not waiting yet.
 */
export type TriggerMatcher = (event: HistoryEvent, moment: TriggerMoment) => boolean;

export interface TriggerMoment {
  /** Whether the step was already waiting when this event was written. */
  readonly waiting: boolean;
}

import type { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import type { OptionsDefinition } from '../../scenario/definition.ts';

/** A condition that a step can wait for with `when:`. A file each in run/triggers/, listed in registry.ts. */
export interface Trigger<Options = unknown> extends OptionsDefinition {
  /** Options with `of` among them: `when: { state: web, is: exited }` arrives as `{ of: 'web', is: 'exited' }`. */
  readonly schema: z.ZodType<Options>;
  /**
   * False: the condition is about what is, so the matcher is fed with the whole history from its first event on, and what already holds
   * when the step begins to wait counts. True: it is about what happens, so the matcher sees only the events from that moment on.
   */
  readonly fromNow: boolean;
  /** Returns a new matcher for one waiting step. */
  matcher(options: Options): TriggerMatcher;
}

/**
 * Fed with events in the order of the history; returns whether the condition holds after this one. It remembers what it needs and
 * never looks at a clock or an engine: the step goes on within the event that makes the condition true, without polling.
 */
export type TriggerMatcher = (event: HistoryEvent) => boolean;

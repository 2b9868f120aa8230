import { z } from 'zod';

const figure = z.number().nonnegative();

export const pressureReport = z.object({
  durationMs: figure,
  responses: figure,
  bytes: figure,
  responsesPerSecond: figure,
  /** How often the generator gave up on errors and began again after a pause. */
  restarts: figure,
});

/**
 * How much traffic got an answer. Nothing else: from a closed loop neither availability nor latency can be told.
 * @see docs/load.md#pressure
 */
export type PressureReport = Readonly<z.infer<typeof pressureReport>>;

import { z } from 'zod';

/** More than three thousand years before or after the run's start: Docker's date of what has not happened is the year 1. What is beyond could not be written as a date. */
const MOST_MS = 1e14;

/** Milliseconds since the run started, or a length of time. */
export const ms = z.number().min(-MOST_MS).max(MOST_MS);

/** A length of time. */
export const lengthMs = z.number().nonnegative().max(MOST_MS);

/** Wall time as a history has it. */
export const wallTime = z.string().refine((text) => Math.abs(Date.parse(text)) < 2 * MOST_MS, 'it is no date');

import { z } from 'zod';

/** A measured number; JSON writes NaN ("not known") as null, and reading makes it NaN again. */
export const numberOrNaN = z
  .number()
  .nullable()
  .transform((value): number => value ?? Number.NaN);

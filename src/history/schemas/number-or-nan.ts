import { z } from 'zod';

/** A measured number; JSON writes NaN ("not known") as null, and reading makes it NaN again. */
export const numberOrNaN = z
  .number()
  .nullable()
  .transform((value): number => value ?? Number.NaN);

/** The same of what is whole when it is known. */
export const intOrNaN = z
  .int()
  .nullable()
  .transform((value): number => value ?? Number.NaN);

import type { z } from 'zod';
import type { figuresSchema, loadResultSchema, outageSchema } from './load-result-schema.ts';
import type { runResultSchema } from './result-schema.ts';
import type { subjectResultSchema } from './subject-result-schema.ts';

/** One run as result.json holds it: plain JSON, without NaN or Infinity. Times are ms since run start; shares 0..1. */
export type RunResult = z.output<typeof runResultSchema>;
export type LoadResult = z.output<typeof loadResultSchema>;
export type OutageResult = z.output<typeof outageSchema>;
export type FiguresResult = z.output<typeof figuresSchema>;
export type SubjectResult = z.output<typeof subjectResultSchema>;

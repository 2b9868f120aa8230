import type { z } from 'zod';
import type { HistoryEntry } from './history-event.ts';
import { loadSchemas } from './schemas/load-schemas.ts';
import { runSchemas } from './schemas/run-schemas.ts';
import { serviceSchemas } from './schemas/service-schemas.ts';
import { subjectSchemas } from './schemas/subject-schemas.ts';

/** What each type of event must look like in a file. A test holds that these and the TypeScript types are the same. */
export const eventSchemas = { ...runSchemas, ...subjectSchemas, ...serviceSchemas, ...loadSchemas } satisfies {
  readonly [T in HistoryEntry['type']]: z.ZodType<Extract<HistoryEntry, { readonly type: T }>>;
};

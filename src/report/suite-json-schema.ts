import { z } from 'zod';
import { suiteResultSchema } from './suite-result.ts';

/** Returns the JSON Schema of what `run --json` prints, as schema/run.schema.json publishes it. It allows further fields. */
export function suiteJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(suiteResultSchema, { io: 'input' });
  return { $schema, title: 'faultline run --json', description: 'What happened in each run, and the worst verdict.', ...rest };
}

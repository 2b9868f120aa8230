import { z } from 'zod';
import { runResultSchema } from './result-schema.ts';

/**
 * Returns the JSON Schema of result.json, as schema/result.schema.json publishes it.
 * It allows further fields: a later faultline may add some without changing the `schema` number.
 */
export function resultJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(runResultSchema, { io: 'input' });
  return { $schema, title: 'faultline result.json', description: 'What happened in one run, and the verdict.', ...rest };
}

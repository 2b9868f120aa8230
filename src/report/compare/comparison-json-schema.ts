import { z } from 'zod';
import { comparisonSchema } from './comparison-schema.ts';

/** Returns the JSON Schema of what `compare --json` prints, as schema/compare.schema.json publishes it. It allows further fields. */
export function comparisonJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(comparisonSchema, { io: 'input' });
  return {
    $schema,
    title: 'faultline compare --json',
    description: 'What two groups of runs differ in, beyond the noise between repeats.',
    ...rest,
  };
}

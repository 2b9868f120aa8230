import { z } from 'zod';
import { eventSchemas } from './event-schemas.ts';

const frame = z.object({
  seq: z.int().positive().describe('1, 2, 3 … without a hole'),
  t: z.number().describe('milliseconds since the run started, monotonic'),
  wall: z.string().describe('wall time, ISO 8601'),
});

/**
 * Returns the JSON Schema of one line of history.ndjson, as schema/history.schema.json publishes it.
 * It allows further fields: a later faultline may add some without changing the `format` number.
 */
export function historyJsonSchema(): Record<string, unknown> {
  const { $schema, ...first } = jsonSchemaOf(frame);
  return {
    $schema,
    title: 'faultline history.ndjson, one line',
    description: 'One event of a run. Later versions may add types of events, and fields.',
    allOf: [first],
    oneOf: Object.values(eventSchemas).map((schema) => ({ ...jsonSchemaOf(schema), $schema: undefined })),
  };
}

function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  // A plan is any JSON: its form is that of the scenario and of no concern to the history.
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

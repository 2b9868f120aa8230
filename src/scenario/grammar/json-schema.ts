import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Returns what may be written for a schema (its input side), as editors understand it. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  // What cannot be said in JSON Schema is left to the parser.
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
  return withoutHidden(json);
}

/** zod hangs a function on the result, which is no part of it. */
function withoutHidden(json: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !key.startsWith('~')));
}

/** Returns an object schema, or each object schema of its alternatives, with more properties. */
export function withProperties(
  json: JsonSchema,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  for (const key of ['anyOf', 'oneOf'] as const) {
    const alternatives = json[key];
    if (alternatives) return { ...json, [key]: alternatives.map((inner) => withProperties(asObject(inner), properties, required)) };
  }
  const all = [...required, ...(json.required ?? [])];
  return {
    ...json,
    type: 'object',
    properties: { ...properties, ...json.properties },
    ...(all.length > 0 && { required: all }),
    additionalProperties: json.additionalProperties ?? false,
  };
}

/** Returns the keys that a value at the path may have, over all alternatives. */
export function keysAt(json: JsonSchema, path: readonly (string | number)[]): string[] {
  const found = schemasAt(json, path).flatMap((inner) => Object.keys(inner.properties ?? {}));
  return [...new Set(found)];
}

/** Returns the schemas of what may stand at the path: several where there are alternatives. */
export function schemasAt(json: JsonSchema, path: readonly (string | number)[]): JsonSchema[] {
  let here = alternativesOf(json);
  for (const segment of path) here = here.flatMap((inner) => stepInto(inner, segment)).flatMap(alternativesOf);
  return here;
}

function alternativesOf(json: JsonSchema): JsonSchema[] {
  const inner = [...(json.anyOf ?? []), ...(json.oneOf ?? []), ...(json.allOf ?? [])];
  return inner.length === 0 ? [json] : [json, ...inner.map(asObject).flatMap(alternativesOf)];
}

function stepInto(json: JsonSchema, segment: string | number): JsonSchema[] {
  if (typeof segment === 'number') return Array.isArray(json.items) ? [] : [asObject(json.items ?? {})];
  const property = Object.hasOwn(json.properties ?? {}, segment) ? json.properties?.[segment] : json.additionalProperties;
  return [asObject(property ?? {})];
}

function asObject(json: JsonSchema | boolean): JsonSchema {
  return typeof json === 'boolean' ? {} : json;
}

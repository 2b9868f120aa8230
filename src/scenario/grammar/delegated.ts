import { z } from 'zod';
import type { OptionsDefinition, ProbeDefinition } from '../definition.ts';
import { commonKeysOf, faultCommon } from './fault-common.ts';
import { toJsonSchema, withProperties, type JsonSchema } from './json-schema.ts';

/** Returns a schema that lets anything pass, because a definition's own schema reads it later, and that tells editors what that one wants. */
function delegated(json: JsonSchema) {
  return z.unknown().meta(json).optional();
}

/** Returns the place of a fault's options in a step. */
export function faultPlace(definition: OptionsDefinition) {
  const keys = commonKeysOf(definition);
  const common = Object.fromEntries(keys.map((key) => [key, toJsonSchema(faultCommon[key])]));
  const own = toJsonSchema(definition.schema);
  const whole = withProperties(
    own,
    common,
    keys.filter((key) => key === 'of'),
  );
  const short: JsonSchema = definition.of === 'none' ? { type: 'null' } : { type: 'string', description: 'The subject it hits.' };
  const hasShort = (own.required ?? []).length === 0;
  const { title: _title, description: _description, ...bare } = whole;
  return delegated({ description: definition.summary, ...(hasShort ? { anyOf: [short, bare] } : bare) });
}

/** Returns the place of a check's options in an expectation. */
export function checkPlace(definition: OptionsDefinition) {
  return delegated({ ...toJsonSchema(definition.schema), description: definition.summary });
}

/** Returns what a `when` may be: one condition whose value names what it is about, with its options. */
export function conditionPlace(definitions: readonly OptionsDefinition[]) {
  const within = { type: 'string' as const, description: 'How long to wait for it (default 60s).', examples: ['30s'] };
  const anyOf = conditionSchema(definitions, { within });
  return delegated({ description: 'A condition to wait for.', ...(anyOf.length > 0 && { anyOf }) });
}

/** A probe by its name, or its name with its options. */
type ProbeInput = string | Readonly<Record<string, unknown>>;

/** Returns the place of a load's probe. */
export function probePlace(definitions: readonly ProbeDefinition[]) {
  const anyOf = definitions.flatMap(({ name, summary, schema }): JsonSchema[] => {
    const own = toJsonSchema(schema);
    const named: JsonSchema = {
      type: 'object',
      properties: { [name]: { ...own, description: summary } },
      required: [name],
      additionalProperties: false,
    };
    return (own.required ?? []).length === 0 ? [{ const: name, description: summary }, named] : [named];
  });
  const description = "A project's own way to ask, defined by its faultline.config.ts: its name, or its name with its options.";
  return z
    .custom<ProbeInput>()
    .meta({ description, ...(anyOf.length > 0 ? { anyOf } : { type: ['string', 'object'] }) })
    .optional();
}

/** Returns what each condition looks like, with properties that are none of its own. */
export function conditionSchema(definitions: readonly OptionsDefinition[], more: Readonly<Record<string, JsonSchema>>): JsonSchema[] {
  return definitions.map((definition) => {
    const named: JsonSchema = { type: 'string', description: definition.summary };
    return withProperties(toJsonSchema(definition.schema), { [definition.name]: named, ...more }, [definition.name]);
  });
}

import type { Definitions } from './definition.ts';
import type { JsonSchema } from './grammar/json-schema.ts';
import { scenarioGrammar } from './grammar/scenario-grammar.ts';

/** The parser interpolates before it looks; an editor must not call a variable wrong. */
const VARIABLE = '\\$\\{?\\w';

/** Returns the JSON Schema (draft 07, which editors know best) of a scenario file with these faults, checks and triggers. */
export function scenarioJsonSchema(definitions: Definitions): JsonSchema {
  const { properties = {}, ...rest } = scenarioGrammar(definitions).json;
  const { containers, services } = properties;
  return withVariables({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'faultline scenario',
    ...rest,
    properties: {
      $schema: { type: 'string' },
      ...properties,
      ...(isSchema(containers) && { containers: withExtensionsInMembers(containers) }),
      ...(isSchema(services) && { services: withExtensionsInMembers(services) }),
    },
    patternProperties: { '^x-': {} },
  });
}

/** Compose ignores keys that begin with `x-`, in a container or service too. */
function withExtensionsInMembers(section: JsonSchema): JsonSchema {
  const { additionalProperties: member } = section;
  return isSchema(member) ? { ...section, additionalProperties: { ...member, patternProperties: { '^x-': {} } } } : section;
}

function withVariables(json: JsonSchema): JsonSchema {
  const allow = (key: string, value: unknown): unknown =>
    key === 'pattern' && typeof value === 'string' ? `(?:${value})|${VARIABLE}` : value;
  return JSON.parse(JSON.stringify(json), allow) as JsonSchema;
}

function isSchema(json: JsonSchema | boolean | undefined): json is JsonSchema {
  return typeof json === 'object';
}

import type { OptionsDefinition } from '../scenario/definition.ts';
import { toJsonSchema, type JsonSchema } from '../scenario/grammar/json-schema.ts';

/** One option of a fault on the command line, made from its schema. */
export interface FaultFlag {
  /** '--request-path' */
  readonly flag: string;
  /** Where it stands among the fault's options: ['request', 'path']. */
  readonly path: readonly string[];
  readonly takes: 'nothing' | 'text' | 'number' | 'number-or-text' | 'list' | 'pairs';
  /** 'duration', 'n', 'key=value' */
  readonly placeholder: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly required: boolean;
}

/**
 * Returns the options of a fault as flags of the command line, in kebab case, those of nested mappings with their prefix (`--exec-command`).
 * A name that the command line has for something else gets the fault's name before it.
 */
export function faultFlags({ name, schema }: Pick<OptionsDefinition, 'name' | 'schema'>, taken: readonly string[] = []): FaultFlag[] {
  return flagsOf(toJsonSchema(schema), [], true).map((flag) =>
    taken.includes(flag.flag) ? { ...flag, flag: `--${name}-${flag.flag.slice(2)}` } : flag,
  );
}

function flagsOf(json: JsonSchema, path: readonly string[], required: boolean): FaultFlag[] {
  return Object.entries(json.properties ?? {}).flatMap(([key, member]) => {
    if (typeof member === 'boolean') return [];
    const needed = required && (json.required ?? []).includes(key);
    const here = [...path, key];
    return member.properties === undefined ? [flagOf(member, here, needed)] : flagsOf(member, here, needed);
  });
}

function flagOf(json: JsonSchema, path: readonly string[], required: boolean): FaultFlag {
  const { takes, placeholder } = kindOf(json);
  const choices = json.enum?.map(String);
  return {
    flag: `--${path.join('-').replaceAll('_', '-')}`,
    path,
    takes,
    placeholder,
    description: describe(json),
    ...(choices !== undefined && { choices }),
    required,
  };
}

function kindOf(json: JsonSchema): Pick<FaultFlag, 'takes' | 'placeholder'> {
  const types = typesOf(json);
  if (types.includes('object')) return { takes: 'pairs', placeholder: 'key=value' };
  if (types.includes('array'))
    return types.includes('string') ? { takes: 'text', placeholder: 'words' } : { takes: 'list', placeholder: 'text' };
  if (types.includes('boolean')) return { takes: 'nothing', placeholder: '' };
  const numeric = types.includes('number') || types.includes('integer');
  if (numeric)
    return types.includes('string')
      ? { takes: 'number-or-text', placeholder: types[0] === 'string' ? 'text' : 'n' }
      : { takes: 'number', placeholder: 'n' };
  if (json.pattern?.includes('us|ms|s') === true) return { takes: 'text', placeholder: 'duration' };
  return { takes: 'text', placeholder: json.enum === undefined ? 'text' : 'which' };
}

function typesOf(json: JsonSchema): string[] {
  const alternatives = [...(json.anyOf ?? []), ...(json.oneOf ?? [])];
  const own = json.type === undefined ? [] : [json.type].flat();
  return [...own.map(String), ...alternatives.flatMap((inner) => (typeof inner === 'boolean' ? [] : typesOf(inner)))];
}

function describe({ description = '', default: given }: JsonSchema): string {
  const text = description.replace(/\.$/, '');
  const known =
    given === undefined || given === false || text.includes('default')
      ? ''
      : `default ${typeof given === 'string' ? given : JSON.stringify(given)}`;
  return [text, known].filter((part) => part !== '').join('; ');
}

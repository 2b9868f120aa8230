import { parse } from 'yaml';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { OptionsDefinition } from '../scenario/definition.ts';
import { toJsonSchema } from '../scenario/grammar/json-schema.ts';
import type { Issue } from '../scenario/validate/issue.ts';
import { issuesOfZod } from '../scenario/validate/zod-issues.ts';
import type { FaultFlag } from './fault-flags.ts';

type Options = Readonly<Record<string, unknown>>;

/** Returns the options of a fault as a scenario would have them, from what was given for each flag. @throws FaultlineError ERR_USAGE */
export function readFaultFlags(
  definition: Pick<OptionsDefinition, 'name' | 'schema'>,
  flags: readonly FaultFlag[],
  given: (flag: FaultFlag) => unknown,
): Options {
  let options: Options = {};
  for (const flag of flags) {
    const value = given(flag);
    if (value !== undefined) options = placed(options, flag.path, valueOf(flag, value));
  }
  checkFaultOptions(definition, options, flags);
  return options;
}

/** Passes when the fault's own schema accepts the options. @throws FaultlineError ERR_USAGE with every problem, by its flag, and its fix */
export function checkFaultOptions(
  { name, schema }: Pick<OptionsDefinition, 'name' | 'schema'>,
  options: Options,
  flags: readonly FaultFlag[] = [],
): void {
  const parsed = schema.safeParse(options);
  if (parsed.success) return;
  const issues = issuesOfZod(parsed.error.issues, { root: options, json: toJsonSchema(schema), prefix: [] });
  const lines = issues.map((issue) => `${nameOf(issue, flags)}${issue.message}`);
  const fixes = [...new Set(issues.flatMap(({ fix }) => (fix === undefined ? [] : [`${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`])))];
  throw new FaultlineError('ERR_USAGE', `${name}: ${lines.join('\n  ')}`, { hint: fixes.join(' ') || `faultline attack ${name} --help` });
}

function nameOf({ path }: Issue, flags: readonly FaultFlag[]): string {
  const known = flags.find((flag) => flag.path.every((key, index) => path[index] === key));
  if (known !== undefined) return `${known.flag}: `;
  return path.length === 0 ? '' : `${path.join('.')}: `;
}

function placed(options: Options, [key = '', ...rest]: readonly string[], value: unknown): Options {
  if (rest.length === 0) return { ...options, [key]: value };
  const inner = options[key];
  return { ...options, [key]: placed(typeof inner === 'object' && inner !== null ? { ...inner } : {}, rest, value) };
}

function valueOf({ takes, flag }: FaultFlag, given: unknown): unknown {
  if (takes === 'nothing') return given;
  if (takes === 'pairs') return Object.fromEntries([given].flat().map((text) => pairOf(flag, String(text))));
  if (takes === 'list') return [given].flat().map(String);
  const text = String(given);
  if (takes === 'number' || takes === 'number-or-text') return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  return text.startsWith('[') ? listOf(flag, text) : text;
}

function pairOf(flag: string, text: string): [string, string] {
  const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === '') throw new FaultlineError('ERR_USAGE', `${flag}: \`${text}\` has no \`=\`.`, { hint: `Write it as ${flag} NAME=value.` });
  return [key, value];
}

/** Words that have spaces in them: `["sh", "-c", "exit 1"]`. */
function listOf(flag: string, text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new FaultlineError('ERR_USAGE', `${flag}: ${describeError(error)}.`, { hint: `Write a list such as '["sh", "-c", "exit 1"]'.` });
  }
}

import type { z } from 'zod';
import { faultCommon } from '../grammar/fault-common.ts';
import { keysAt, schemasAt, type JsonSchema } from '../grammar/json-schema.ts';
import { nearest, suggest } from '../nearest.ts';
import { quoteValue, splitIssueText } from '../options/issue-text.ts';
import type { Path } from '../source/source.ts';
import { unsupportedKey } from './compose-keys.ts';
import { valueAt, type Issue } from './issue.ts';

type ZodIssue = z.core.$ZodIssue;

export interface ZodIssueContext {
  /** The whole scenario file's value, and what may be written at each of its paths. */
  readonly root: unknown;
  readonly json: JsonSchema;
  /** Path of the value that the schema read. */
  readonly prefix: Path;
}

/** zod's own messages begin so; any other was written by an author of a schema and stays as it is. */
const DEFAULT_MESSAGE = /^(Invalid|Too|Unrecognized)\b/;

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  object: 'a mapping (`key: value`)',
  record: 'a mapping (`key: value`)',
  array: 'a list (`- item`)',
  null: 'nothing',
};

/** Returns a schema's issues in faultline's words, with the path in the file. */
export function issuesOfZod(issues: readonly ZodIssue[], context: ZodIssueContext): Issue[] {
  return withoutEchoes(issues.flatMap(flatten).flatMap((issue) => translate(issue, context)));
}

/** Replaces a union's issue by those of the alternative that was probably meant, when that says more. */
function flatten(issue: ZodIssue): ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((branch) => branch.flatMap(flatten));
  const meant = branches.filter(
    (branch) => branch.length > 0 && !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const deepest = meant.sort((left, right) => depth(right) - depth(left) || left.length - right.length)[0];
  if (deepest && (depth(deepest) > 0 || DEFAULT_MESSAGE.test(issue.message))) {
    return deepest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [issue];
}

function depth(issues: readonly ZodIssue[]): number {
  return Math.max(...issues.map(({ path, code }) => path.length + (code === 'invalid_type' ? 0 : 0.5)));
}

function translate(issue: ZodIssue, context: ZodIssueContext): Issue[] {
  const path = [...context.prefix, ...issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, context));
  const { message, fix } = splitIssueText(issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message);
  const written = fix === undefined ? {} : { fix };
  const key = path.at(-1);
  if (issue.code === 'invalid_key') return [{ path, at: 'key', message: `\`${String(key)}\` ${message}`, ...written }];
  const value = valueAt(context.root, path);
  if (
    value === undefined &&
    key !== undefined &&
    (issue.code === 'invalid_type' || issue.code === 'invalid_union' || issue.code === 'invalid_value')
  ) {
    return [missingKey(path, String(key), context, fix)];
  }
  const wanted = wantedType(issue);
  const rest = { path, at: 'value' as const, ...(wanted && { wanted }) };
  if (!DEFAULT_MESSAGE.test(message)) return [{ ...rest, message, ...written }];
  return [{ ...rest, ...ownWords(issue, value) }];
}

function wantedType(issue: ZodIssue): Issue['wanted'] {
  if (issue.code === 'invalid_union')
    return issue.errors
      .flat()
      .map(wantedType)
      .find((wanted) => wanted !== undefined);
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'number' || issue.expected === 'int') return 'number';
  return issue.expected === 'boolean' ? 'boolean' : undefined;
}

function unknownKey(path: Path, key: string, { json }: ZodIssueContext): Issue {
  const place = { path: [...path, key], at: 'key' as const };
  const level = levelOf(path);
  const unsupported = level && unsupportedKey(level, key);
  if (unsupported) return { ...place, ...unsupported };
  if (path.length === 2 && path[0] === 'timeline' && Object.hasOwn(faultCommon, key)) {
    return { ...place, message: `\`${key}\` belongs into the fault`, fix: 'write it inside, as in `pause: { of: web, for: 3s }`' };
  }
  const known = keysAt(json, path).filter((candidate) => candidate !== key);
  const noun = path.at(-2) === 'expect' && typeof path.at(-1) === 'number' ? 'check' : 'key';
  return { ...place, message: `unknown ${noun} \`${key}\``, fix: suggest(key, known) };
}

function levelOf(path: Path): 'top' | 'container' | 'service' | undefined {
  if (path.length === 0) return 'top';
  if (path.length !== 2) return undefined;
  return path[0] === 'containers' ? 'container' : path[0] === 'services' ? 'service' : undefined;
}

function missingKey(path: Path, key: string, { json }: ZodIssueContext, fix: string | undefined): Issue {
  const [schema] = schemasAt(json, path);
  const example: unknown = schema?.examples?.[0];
  const added = `add \`${key}: ${example === undefined ? '…' : asYaml(example)}\``;
  return {
    path: path.slice(0, -1),
    at: 'key',
    message: `\`${key}\` is missing`,
    fix: example === undefined && fix !== undefined ? fix : added,
  };
}

function asYaml(example: unknown): string {
  if (typeof example !== 'string') return JSON.stringify(example);
  return /^[\w./]/.test(example) && !example.includes(': ') ? example : `'${example}'`;
}

/** A misspelt key explains why the right one is missing. */
function withoutEchoes(issues: readonly Issue[]): Issue[] {
  const meant = new Set(issues.map(({ path, fix = '' }) => JSON.stringify([path.slice(0, -1), /^did you mean `(.+)`\?$/.exec(fix)?.[1]])));
  return issues.filter(({ path, message }) => {
    const missing = /^`(.+)` is missing$/.exec(message)?.[1];
    return missing === undefined || !meant.has(JSON.stringify([path, missing]));
  });
}

function ownWords(issue: ZodIssue, value: unknown): { message: string; fix?: string } {
  if (issue.code === 'invalid_type') {
    return { message: `${quoteValue(value)} is not ${typeNames[issue.expected] ?? issue.expected}`, ...fixType(issue.expected, value) };
  }
  if (issue.code === 'invalid_value') return invalidValue(issue.values.map(String), value);
  if (issue.code === 'too_small') return limit(value, issue.origin, 'at least', issue.minimum, issue.inclusive);
  if (issue.code === 'too_big') return limit(value, issue.origin, 'at most', issue.maximum, issue.inclusive);
  if (issue.code === 'invalid_union') return noAlternative(issue.errors.flat(), value);
  return { message: `${quoteValue(value)} is not valid: ${issue.message}` };
}

function noAlternative(issues: readonly ZodIssue[], value: unknown): { message: string; fix?: string } {
  const types = issues.flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []));
  const names = [...new Set(types.map((type) => typeNames[type] ?? type))];
  return { message: `${quoteValue(value)} is not what belongs here`, ...(names.length > 0 && { fix: `write ${names.join(', or ')}` }) };
}

function fixType(expected: string, value: unknown): { fix?: string } {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return { fix: `put it in quotes: \`'${value}'\`` };
  if (expected === 'array') return { fix: 'write a list: `[…]`, or lines that begin with `- `' };
  if (expected === 'number' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return { fix: 'remove the quotes' };
  return {};
}

function invalidValue(values: readonly string[], value: unknown): { message: string; fix: string } {
  const near = typeof value === 'string' ? nearest(value, values) : undefined;
  return {
    message: `${quoteValue(value)} is not one of: ${values.join(', ')}`,
    fix: near === undefined ? `write \`${values[0] ?? ''}\`, for example` : `did you mean \`${near}\`?`,
  };
}

function limit(
  value: unknown,
  origin: string,
  words: string,
  bound: number | bigint,
  inclusive: boolean | undefined,
): { message: string; fix: string } {
  const what = origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '';
  const than = inclusive === false ? `${words === 'at least' ? 'more' : 'less'} than` : words;
  if (value === '' && words === 'at least') return { message: 'the text is empty', fix: 'write something, or remove the key' };
  return {
    message: `${what === '' ? quoteValue(value) : 'this'} is ${words === 'at least' ? 'too small' : 'too large'}`,
    fix: `use ${than} ${bound}${what}`,
  };
}

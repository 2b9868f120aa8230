import type { AbortCondition, AbortSpec, ConditionSpec } from '../scenario.ts';
import { OptionTextError } from '../options/text-option.ts';
import type { Path } from '../source/source.ts';
import { readAbortText, type AbortText } from './abort-text.ts';
import { isRecord } from './issue.ts';
import { readNamed } from './read-condition.ts';
import type { Reading } from './reading.ts';

/** Returns when the run stops injecting; undefined when the file does not say, or when it is wrong. */
export function readAbort(reading: Reading): AbortSpec | undefined {
  const written = reading.root['abort'];
  const list: unknown = isRecord(written) ? written['when'] : written;
  if (!Array.isArray(list)) return undefined;
  const path = isRecord(written) ? ['abort', 'when'] : ['abort'];
  const when = list.flatMap((item: unknown, index) => readItem(reading, item, [...path, index]) ?? []);
  return { when, verdict: isRecord(written) && written['verdict'] === 'inconclusive' ? 'inconclusive' : 'failed' };
}

function readItem(reading: Reading, item: unknown, path: Path): AbortCondition | undefined {
  const value = typeof item === 'string' ? fromText(reading, item, path) : reading.mapping(item, path, 'restarts: web, is: "> 3"');
  if (value !== undefined && Object.hasOwn(value, 'within')) {
    const message = 'an abort condition waits for nothing, so it takes no `within`';
    reading.add({ path: [...path, 'within'], at: 'key', message, fix: 'remove it' });
    return undefined;
  }
  const condition = value && readNamed(reading, value, path);
  return (
    condition && {
      text: typeof item === 'string' ? textOf(item, condition) : describe(condition, value),
      condition,
      source: reading.positionOf(path),
    }
  );
}

function fromText(reading: Reading, text: string, path: Path): Readonly<Record<string, unknown>> | undefined {
  try {
    const read = readAbortText(text);
    const of = read.of ?? onlyOne(reading, read);
    return { [read.kind]: of, ...read.options };
  } catch (error) {
    if (!(error instanceof OptionTextError)) throw error;
    reading.add({ path, at: 'value', message: error.message, fix: error.fix });
    return undefined;
  }
}

/** A text may leave out what it is about when there is only one such thing. */
function onlyOne({ names }: Reading, { kind }: AbortText): string {
  const [what, all] = kind === 'restarts' ? (['subject', names.subjects] as const) : (['load', names.loads] as const);
  const [only, second] = all;
  if (only !== undefined && second === undefined) return only;
  const fix = only === undefined ? `add a ${what}` : `write \`${kind} of NAME\` with one of: ${all.join(', ')}`;
  throw new OptionTextError(`it does not say of which ${what}`, fix);
}

function textOf(text: string, { kind, of }: ConditionSpec): string {
  const short = text.trim().replace(/ +/g, ' ');
  return short.startsWith(`${kind} of `) ? short : short.replace(kind, `${kind} of ${of}`);
}

function describe({ kind, of }: ConditionSpec, value: Readonly<Record<string, unknown>>): string {
  const options = Object.entries(value).filter(([key]) => key !== kind);
  return `${kind} of ${of}${options.map(([key, option]) => `, ${key}: ${String(option)}`).join('')}`;
}

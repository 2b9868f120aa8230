import { z } from 'zod';
import type { OptionsDefinition } from '../definition.ts';
import { keysAt, toJsonSchema } from '../grammar/json-schema.ts';
import { suggest } from '../nearest.ts';
import { duration } from '../options/duration.ts';
import type { ConditionSpec, TriggerSpec } from '../scenario.ts';
import type { Path } from '../source/source.ts';
import type { Reading } from './reading.ts';

const subject = z.string().min(1);
const within = duration().prefault('60s');

/** Returns a step's `when`: the key that names a trigger says what it is about, the others are its options. Undefined when it is wrong. */
export function readCondition(reading: Reading, written: unknown, path: Path): TriggerSpec | undefined {
  const value = reading.mapping(written, path, 'when: { health: web, is: unhealthy }');
  if (value === undefined) return undefined;
  const { within: limit, ...conditions } = value;
  const withinMs = reading.parse(within, limit, [...path, 'within']);
  const condition = readNamed(reading, conditions, path);
  return condition === undefined || withinMs === undefined ? undefined : { kind: 'when', condition, withinMs };
}

/** Returns the condition that a mapping names; undefined when it is wrong. */
export function readNamed(reading: Reading, value: Readonly<Record<string, unknown>>, path: Path): ConditionSpec | undefined {
  const { triggers } = reading.definitions;
  const named = triggers.filter(({ name }) => Object.hasOwn(value, name));
  // `rollout: web, state: completed`: the name of one condition may be an option of another.
  const meant = named.find((candidate) => named.every((other) => other === candidate || optionsOf(candidate).includes(other.name)));
  const definition = meant ?? named[0];
  if (definition === undefined) {
    const [key = ''] = Object.keys(value);
    const fix = suggest(
      key,
      triggers.map(({ name }) => name),
    );
    reading.add({ path: key === '' ? path : [...path, key], at: 'key', message: `unknown condition \`${key}\``, fix });
    return undefined;
  }
  const second = named.find((other) => other !== definition);
  if (meant === undefined && second !== undefined) {
    const message = `a step waits for one condition, and this one also has \`${second.name}\``;
    reading.add({ path: [...path, second.name], at: 'key', message, fix: 'write two steps' });
    return undefined;
  }
  const subjectName = value[definition.name];
  const of = reading.parse(subject, subjectName, [...path, definition.name]);
  reading.checkOf(subjectName, definition, [...path, definition.name]);
  const options = reading.parse(definition.schema, without(value, definition.name), path);
  return of === undefined ? undefined : { kind: definition.name, of, options };
}

function optionsOf({ schema }: OptionsDefinition): readonly string[] {
  return keysAt(toJsonSchema(schema), []);
}

function without(value: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
}

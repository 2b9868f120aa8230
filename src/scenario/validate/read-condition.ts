import { z } from 'zod';
import { suggest } from '../nearest.ts';
import { duration } from '../options/duration.ts';
import type { TriggerSpec } from '../scenario.ts';
import type { Path } from '../source/source.ts';
import type { Reading } from './reading.ts';

const subject = z.string().min(1);
const within = duration().prefault('60s');

/** Returns a step's `when`: the key that names a trigger says what it is about, the others are its options. Undefined when it is wrong. */
export function readCondition(reading: Reading, written: unknown, path: Path): TriggerSpec | undefined {
  const value = reading.mapping(written, path, 'when: { health: web, is: unhealthy }');
  if (value === undefined) return undefined;
  const { triggers } = reading.definitions;
  const [definition, second] = triggers.filter(({ name }) => Object.hasOwn(value, name));
  if (definition === undefined) {
    const [key = ''] = Object.keys(value);
    const fix = suggest(
      key,
      triggers.map(({ name }) => name),
    );
    reading.add({ path: key === '' ? path : [...path, key], at: 'key', message: `unknown condition \`${key}\``, fix });
    return undefined;
  }
  if (second !== undefined) {
    const message = `a step waits for one condition, and this one also has \`${definition.name}\``;
    reading.add({ path: [...path, second.name], at: 'key', message, fix: 'write two steps' });
    return undefined;
  }
  const { [definition.name]: named, within: limit, ...rest } = value;
  const of = reading.parse(subject, named, [...path, definition.name]);
  reading.checkOf(named, definition, [...path, definition.name]);
  const withinMs = reading.parse(within, limit, [...path, 'within']);
  const options = reading.parse(definition.schema, rest, path);
  if (of === undefined || withinMs === undefined) return undefined;
  return { kind: 'when', condition: { kind: definition.name, of, options }, withinMs };
}

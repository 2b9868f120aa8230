import type { OptionsDefinition } from '../definition.ts';
import type { ExpectationSpec } from '../scenario.ts';
import type { Path } from '../source/source.ts';
import { isRecord, valueAt } from './issue.ts';
import type { Reading } from './reading.ts';

/** Returns the expectations listed at the path, each read by its check's own schema; what is wrong goes to the reading. */
export function readExpectations(reading: Reading, path: Path): ExpectationSpec[] {
  const list = valueAt(reading.root, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => (isRecord(item) ? readExpectation(reading, item, [...path, index]) : []));
}

function readExpectation(reading: Reading, item: Readonly<Record<string, unknown>>, path: Path): ExpectationSpec[] {
  const [key, second] = Object.keys(item);
  if (key === undefined) {
    reading.add({ path, at: 'value', message: 'the expectation is empty', fix: 'write `- check: { option: value }`' });
    return [];
  }
  if (second !== undefined) {
    const message = `an expectation has one check, and this one also has \`${key}\``;
    reading.add({ path: [...path, second], at: 'key', message, fix: 'begin the second one with its own `- `; indent options further' });
  }
  const definition = reading.definitions.checks.find(({ name }) => name === key);
  // The frame's schema has told of an unknown check.
  if (definition === undefined) return [];
  const written: unknown = item[key];
  const options = reading.mapping(written ?? {}, [...path, key], `${key}: { option: value }`);
  if (options === undefined) return [];
  checkSubject(reading, definition, options['of'], [...path, key]);
  return [{ kind: key, options: reading.parse(definition.schema, options, [...path, key]), source: reading.positionOf(path) }];
}

/** A check may let `of` out when there is only one thing that it could mean. */
function checkSubject(reading: Reading, definition: OptionsDefinition, of: unknown, path: Path): void {
  const { loads } = reading.names;
  if (of === undefined && definition.of === 'load' && loads.length !== 1) {
    const fix = loads.length === 0 ? 'add a load for it to measure' : `say which: ${loads.join(', ')}`;
    reading.add({ path, at: 'key', message: '`of` is missing', fix });
  }
  reading.checkOf(of, definition, [...path, 'of']);
}

import type { OptionsDefinition } from '../definition.ts';
import { suggest } from '../nearest.ts';
import type { Path } from '../source/source.ts';
import { isRecord, type Issue } from './issue.ts';

/** The names that a scenario file gives, read before anyone knows whether the rest of it is valid. */
export interface KnownNames {
  readonly subjects: readonly string[];
  readonly loads: readonly string[];
}

/** Returns the names under `containers`, `attach` and `load`. Those under `services` count, so that one error is not told many times. */
export function knownNames(root: Readonly<Record<string, unknown>>): KnownNames {
  const keys = (value: unknown) => (isRecord(value) ? Object.keys(value) : []);
  return {
    subjects: [...keys(root['containers']), ...keys(root['attach']), ...keys(root['services'])],
    loads: keys(root['load']),
  };
}

/** Returns what is wrong with the name that an `of` gives: nothing when it is known, or no text at all (its schema says so). */
export function checkOf(name: unknown, definition: OptionsDefinition, path: Path, names: KnownNames): Issue[] {
  if (typeof name !== 'string' || definition.of === 'none') return [];
  const { subjects, loads } = names;
  const allowed = definition.of === 'subject' ? subjects : definition.of === 'load' ? loads : [...loads, ...subjects];
  if (allowed.includes(name)) return [];
  const [wanted, other] =
    definition.of === 'subject' ? ['subject', loads] : definition.of === 'load' ? ['load', subjects] : ['load or subject', []];
  const message = other.includes(name)
    ? `\`${name}\` is a ${wanted === 'load' ? 'subject' : 'load'}, and \`${definition.name}\` is about a ${wanted}`
    : `unknown ${wanted} \`${name}\``;
  return [{ path, at: 'value', message, fix: allowed.length === 0 ? `add a ${wanted} with this name` : suggest(name, allowed) }];
}

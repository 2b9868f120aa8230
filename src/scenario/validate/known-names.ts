import type { OptionsDefinition } from '../definition.ts';
import { suggest } from '../nearest.ts';
import type { Path } from '../source/source.ts';
import { isRecord, valueAt, type Issue } from './issue.ts';

/** The names that a scenario file gives, read before anyone knows whether the rest of it is valid. */
export interface KnownNames {
  readonly subjects: readonly string[];
  /** Those of the subjects that are Swarm services. */
  readonly services: readonly string[];
  readonly loads: readonly string[];
}

/** Returns the names under `containers`, `services`, `attach` and `load`. */
export function knownNames(root: Readonly<Record<string, unknown>>): KnownNames {
  const keys = (value: unknown) => (isRecord(value) ? Object.keys(value) : []);
  const attached = keys(root['attach']);
  const services = keys(root['services']);
  return {
    subjects: [...keys(root['containers']), ...services, ...attached],
    services: [...services, ...attached.filter((name) => valueAt(root, ['attach', name, 'service']) !== undefined)],
    loads: keys(root['load']),
  };
}

/** Returns what is wrong with the name that an `of` gives: nothing when it is known, or no text at all (its schema says so). */
export function checkOf(name: unknown, definition: OptionsDefinition, path: Path, names: KnownNames): Issue[] {
  if (typeof name !== 'string' || definition.of === 'none') return [];
  const allowed = allowedNames(definition.of, names);
  if (allowed.includes(name)) return [];
  const wanted = definition.of === 'load-or-subject' ? 'load or subject' : definition.of;
  const subjectKind = definition.of === 'service' ? 'container' : 'subject';
  const is = names.loads.includes(name) ? 'load' : names.subjects.includes(name) ? subjectKind : undefined;
  const message =
    is === undefined ? `unknown ${wanted} \`${name}\`` : `\`${name}\` is a ${is}, and \`${definition.name}\` is about a ${wanted}`;
  return [{ path, at: 'value', message, fix: fixFor(wanted, name, allowed, is) }];
}

function allowedNames(of: Exclude<OptionsDefinition['of'], 'none'>, { subjects, services, loads }: KnownNames): readonly string[] {
  if (of === 'load-or-subject') return [...loads, ...subjects];
  return { subject: subjects, service: services, load: loads }[of];
}

function fixFor(wanted: string, name: string, allowed: readonly string[], is: string | undefined): string {
  if (wanted === 'service' && is === 'container') return `move \`${name}\` to \`services:\`, or use what acts on containers`;
  return allowed.length === 0 ? `add a ${wanted} with this name` : suggest(name, allowed);
}

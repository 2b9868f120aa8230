import type { OptionsDefinition } from '../definition.ts';
import { commonKeysOf, reservedKeysOf } from '../grammar/fault-common.ts';
import { taskKeys } from '../grammar/pick.ts';
import type { Path } from '../source/source.ts';
import { isRecord, type Issue } from './issue.ts';
import type { KnownNames } from './known-names.ts';

type Options = Readonly<Record<string, unknown>>;

/** Returns what is wrong with a fault's `of`, `pick`, `for` and `follow` where the subject or the fault does not have such a thing. */
export function checkCommonKeys(definition: OptionsDefinition, options: Options, path: Path, names: KnownNames): Issue[] {
  return [...checkTaken(definition, options, path), ...checkKind(definition, options, path, names)];
}

function checkTaken(definition: OptionsDefinition, options: Options, path: Path): Issue[] {
  const taken: readonly string[] = commonKeysOf(definition);
  const extra = reservedKeysOf(definition).filter((key) => Object.hasOwn(options, key) && !taken.includes(key));
  return extra.map((key) => ({ path: [...path, key], at: 'key', message: whyNot(definition, key), fix: 'remove it' }));
}

function whyNot({ name, of, lasts }: OptionsDefinition, key: string): string {
  if (lasts !== 'optional' && (key === 'for' || key === 'follow')) return `\`${name}\` does not last, so it takes no \`${key}\``;
  if (of === 'service') return `\`${name}\` takes the service as a whole, so it takes no \`${key}\``;
  return `\`${name}\` hits no subject, so it takes no \`${key}\``;
}

/** Swarm replaces a task that ends, so nothing is left to undo; only with `follow` does the fault go on, in the replacements. */
function checkLasting({ name, endsTasks }: OptionsDefinition, options: Options, path: Path): Issue[] {
  const { follow } = options;
  const [lasts, follows] = [Object.hasOwn(options, 'for'), follow !== undefined && follow !== 'task'];
  if (follows && !lasts) {
    const message = '`follow` tells where a fault goes on until it is over, and this one has no `for`';
    return [{ path: [...path, 'follow'], at: 'key', message, fix: 'add `for: 10s`, or remove `follow`' }];
  }
  if (endsTasks !== true || !lasts || follows) return [];
  const message = `\`${name}\` ends a task, and Swarm replaces it: there is nothing to undo after \`for\``;
  return [{ path: [...path, 'for'], at: 'key', message, fix: 'remove it, or add `follow: slot` to hit each replacement for so long' }];
}

/** Containers have no slots and versions, and tasks are never created by hand. */
function checkKind(definition: OptionsDefinition, options: Options, path: Path, { subjects, services }: KnownNames): Issue[] {
  const { of, pick } = options;
  if (definition.of !== 'subject' || typeof of !== 'string' || !subjects.includes(of)) return [];
  const at = [...path, 'of'];
  if (services.includes(of)) {
    if (definition.tasks !== 'never') return checkLasting(definition, options, path);
    const fix = 'use a fault that acts on tasks, such as `kill` or `remove-task`';
    return [{ path: at, at: 'value', message: `\`${definition.name}\` acts on plain containers, and \`${of}\` is a service`, fix }];
  }
  const onlyTasks: Issue[] =
    definition.tasks === 'only'
      ? [
          {
            path: at,
            at: 'value',
            message: `\`${definition.name}\` acts on tasks of services, and \`${of}\` is a container`,
            fix: 'use `remove`',
          },
        ]
      : [];
  const follow: Issue[] = Object.hasOwn(options, 'follow')
    ? [{ path: [...path, 'follow'], at: 'key', message: `nothing replaces \`${of}\`, which is a plain container`, fix: 'remove it' }]
    : [];
  return [...onlyTasks, ...follow, ...writtenTaskKeys(pick).map((key) => taskKey(key, of, path, pick))];
}

function writtenTaskKeys(pick: unknown): readonly string[] {
  if (typeof pick === 'string') return taskKeys.filter((key) => key === pick);
  return isRecord(pick) ? taskKeys.filter((key) => Object.hasOwn(pick, key)) : [];
}

function taskKey(key: string, of: string, path: Path, pick: unknown): Issue {
  const place =
    typeof pick === 'string' ? { path: [...path, 'pick'], at: 'value' as const } : { path: [...path, 'pick', key], at: 'key' as const };
  return { ...place, message: `\`${key}\` tells tasks of services apart, and \`${of}\` is a container`, fix: 'use `label` or `regex`' };
}

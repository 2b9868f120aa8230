import type { Path } from '../source/source.ts';
import type { Issue } from './issue.ts';

const triggers = ['at', 'after', 'every', 'when'] as const;

/** Returns what is wrong with the keys of a step taken together: exactly one trigger, at most one fault, `every` with its own. */
export function checkStepFrame(step: Readonly<Record<string, unknown>>, faultNames: readonly string[], path: Path): Issue[] {
  return [...checkTriggers(step, path), ...checkEvery(step, path), ...checkFaults(step, faultNames, path)];
}

function checkTriggers(step: Readonly<Record<string, unknown>>, path: Path): Issue[] {
  const written = triggers.filter((trigger) => Object.hasOwn(step, trigger));
  if (written.length === 0) {
    const fix = 'add `after: 0s` (from the end of the previous step), `at: …`, `when: …` or `every: …`';
    return [{ path, at: 'value', message: 'the step does not say when', fix }];
  }
  // `every` may say where it starts.
  const extra = written.includes('every') ? written.filter((trigger) => trigger !== 'every' && trigger !== 'at') : written.slice(1);
  return extra.map((trigger) => ({
    path: [...path, trigger],
    at: 'key',
    message: `a step has one trigger, and this one has ${written.map((name) => `\`${name}\``).join(' and ')}`,
    fix: 'leave one, or write two steps',
  }));
}

function checkEvery(step: Readonly<Record<string, unknown>>, path: Path): Issue[] {
  const has = (key: string) => Object.hasOwn(step, key);
  if (has('every')) {
    if (has('times')) return [];
    return [{ path: [...path, 'every'], at: 'key', message: '`every` does not say how often', fix: 'add `times: 3`' }];
  }
  return ['times', 'jitter'].filter(has).map((key) => ({
    path: [...path, key],
    at: 'key',
    message: `\`${key}\` belongs to \`every\``,
    fix: 'write `every: 5s`, or remove it',
  }));
}

function checkFaults(step: Readonly<Record<string, unknown>>, faultNames: readonly string[], path: Path): Issue[] {
  const written = Object.keys(step).filter((key) => faultNames.includes(key));
  return written.slice(1).map((fault) => ({
    path: [...path, fault],
    at: 'key',
    message: `a step has one fault, and this one also has \`${written[0] ?? ''}\``,
    fix: 'write a second step with `after: 0s`',
  }));
}

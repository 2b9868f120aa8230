import { inspect } from 'node:util';
import { requestClasses } from '../history/load-bucket.ts';
import type { ProbeAnswer, ProbeFailure } from './probe.ts';

const failures: ReadonlySet<unknown> = new Set(requestClasses.filter((one) => one !== 'ok' && one !== 'unsent'));

/**
 * Returns what a project's own probe answered. By hand: it is read for every request, and zod would take a third of the memory of the load's process.
 * @throws TypeError when it is no answer
 */
export function readAnswer(given: unknown): ProbeAnswer {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') throw new TypeError(`its answer is none: ${inspect(given)}`);
  const { failed, problem, version, ...rest } = given as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new TypeError(`its answer is none: unknown key ${unknown}`);
  if (failed !== undefined && !isFailure(failed)) throw new TypeError(`its answer is none: failed is one of ${[...failures].join(', ')}`);
  return { ...(failed !== undefined && { failed }), ...text('problem', problem), ...text('version', version) };
}

function isFailure(value: unknown): value is ProbeFailure {
  return failures.has(value);
}

function text<Key extends string>(key: Key, value: unknown): Partial<Record<Key, string>> {
  const none: Partial<Record<Key, string>> = {};
  if (value === undefined) return none;
  if (typeof value !== 'string') throw new TypeError(`its answer is none: ${key} is a text`);
  return { [key]: value } as Record<Key, string>;
}

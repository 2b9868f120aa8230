import { parse } from 'yaml';
import { z } from 'zod';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { nearest } from '../scenario/nearest.ts';
import { splitIssueText } from '../scenario/options/issue-text.ts';
import type { Check } from './check.ts';
import type { Expectation } from './judge-all.ts';
import { checks as ownChecks } from './registry.ts';
import { comparableWords, comparedWord, readShort } from './short-expectation.ts';

const written = z.record(z.string(), z.unknown());

/**
 * Returns an expectation written on the command line: as in a scenario file (`exit: { of: web, code: 137 }`) or as a comparison
 * (`availability of users >= 99%`).
 * @throws ERR_USAGE
 */
export function readExpectation(text: string, checks: readonly Check[] = ownChecks): Expectation {
  return readChecked(text, checks).parsed;
}

/**
 * Returns an expectation written on the command line as a scenario file would have it.
 * @throws ERR_USAGE
 */
export function readWrittenExpectation(
  text: string,
  checks: readonly Check[] = ownChecks,
): { readonly kind: string; readonly options: Readonly<Record<string, unknown>> } {
  const { kind, options } = readChecked(text, checks);
  return { kind, options: written.safeParse(options).data ?? {} };
}

function readChecked(text: string, checks: readonly Check[]) {
  const { kind, options } = readShort(text) ?? readWritten(text);
  const check = checks.find(({ name }) => name === kind);
  if (check === undefined) {
    const names = checks.map(({ name }) => name);
    const near = nearest(kind, names);
    throw wrong(text, `there is no check ${kind}`, near === undefined ? `The checks are ${names.join(', ')}.` : `Did you mean ${near}?`);
  }
  const parsed = check.schema.safeParse(options);
  if (parsed.success) return { kind, options, parsed: { kind, options: parsed.data } };
  const [issue] = parsed.error.issues;
  const { message, fix } = splitIssueText(issue?.message ?? 'is not valid');
  const at = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw wrong(text, `${at}${message}`, fix === undefined ? undefined : `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`);
}

function readWritten(text: string): { readonly kind: string; readonly options: unknown } {
  const word = comparedWord(text);
  if (word !== undefined) throw wrong(text, `${word} is not what can be compared`, wordHint(word));
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw wrong(text, describeError(error));
  }
  const entries = Object.entries(written.safeParse(value).data ?? {});
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) throw wrong(text, 'it does not name one check with its options');
  return { kind: entry[0], options: entry[1] };
}

function wordHint(word: string): string {
  // Every failed request counts, so there is a share for it.
  if (/^(errors?|failed|failures?)$/.test(word)) return "Write 'availability == 100%', or 'outages == 0'.";
  const near = nearest(word, comparableWords);
  return near === undefined ? `Write one of: ${comparableWords.join(', ')}.` : `Did you mean ${near}?`;
}

function wrong(
  text: string,
  why: string,
  hint = "Write it as in a scenario file, such as 'exit: { of: web, code: 137 }', or short: 'availability >= 99%'.",
): FaultlineError {
  return new FaultlineError('ERR_USAGE', `The expectation "${text}" is not understood: ${why}`, { hint });
}

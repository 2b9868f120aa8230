import { quoteValue } from './issue-text.ts';
import { OptionTextError, textOption } from './text-option.ts';

const UNIT_MS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h|d))+$/;
const PART = /(\d+(?:\.\d+)?)(us|ms|s|m|h|d)/g;
/** A year: anything longer is a slip of the pen, and sums of such times stay exact. */
const LONGEST_MS = 365 * 86_400_000;

const fixUnitless = (value: number | string) => `write \`${value}s\` or \`${value}ms\``;

/** Returns the milliseconds of a text such as `500ms`, `2s` or `1m30s` (Compose's notation). @throws OptionTextError */
export function readDuration(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) throw new OptionTextError(`${quoteValue(text)} has no unit`, fixUnitless(text));
  if (text.startsWith('-')) throw new OptionTextError(`${quoteValue(text)} is negative`, 'write a duration of 0s or more');
  if (!DURATION.test(text)) {
    throw new OptionTextError(
      `${quoteValue(text)} is not a duration`,
      'write a number and a unit (us, ms, s, m, h, d), such as `500ms` or `1m30s`',
    );
  }
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(PART)) ms += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  if (ms > LONGEST_MS) throw new OptionTextError(`${quoteValue(text)} is too long`, 'write at most `365d`');
  return ms;
}

/** Returns a schema for a duration with its unit; gives milliseconds. */
export function duration() {
  return textOption(
    {
      expected: 'a duration with its unit, such as `500ms` or `2s`',
      description: 'A duration with its unit: us, ms, s, m, h or d.',
      examples: ['500ms', '2s', '1m30s'],
      pattern: DURATION.source,
      fixNumber: fixUnitless,
    },
    readDuration,
  );
}

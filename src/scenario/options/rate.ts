import { quoteValue } from './issue-text.ts';
import { OptionTextError, textOption } from './text-option.ts';

const RATE = /^(\d+(?:\.\d+)?) ?\/ ?(s|m|h)$/;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

const fixUnitless = (value: number | string) => `write \`${value}/s\``;

/** Returns the number per second of a text such as `200/s` or `600/m`. @throws OptionTextError */
export function readRate(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) throw new OptionTextError(`${quoteValue(text)} has no unit`, fixUnitless(text));
  const [, amount, unit] = RATE.exec(text) ?? [];
  const perSecond = Number(amount) / (SECONDS[unit ?? ''] ?? Number.NaN);
  if (Number.isNaN(perSecond))
    throw new OptionTextError(`${quoteValue(text)} is not a rate`, 'write a number per time, such as `200/s` or `600/m`');
  if (perSecond <= 0) throw new OptionTextError(`${quoteValue(text)} is no load at all`, 'write a rate above 0, such as `10/s`');
  return perSecond;
}

/** Returns a schema for a rate; gives the number per second. */
export function rate() {
  return textOption(
    {
      expected: 'a rate such as `200/s`',
      description: 'A rate: a number per s, m or h.',
      examples: ['200/s', '600/m'],
      pattern: RATE.source,
      fixNumber: fixUnitless,
    },
    readRate,
  );
}

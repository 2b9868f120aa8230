import { quoteValue } from './issue-text.ts';
import { OptionTextError, textOption } from './text-option.ts';

const RATE = /^(\d+(?:\.\d+)?) ?\/ ?(s|m|h)$/;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
/** What one core sends on time; a slip of the pen shall not be sent. */
const HIGHEST_PER_SECOND = 10_000;
const LOWEST_PER_SECOND = 1 / 3600;

const fixUnitless = (value: number | string) => `write \`${value}/s\``;

/** Returns the number per second of a text such as `200/s` or `600/m`. @throws OptionTextError */
export function readRate(text: string): number {
  const perSecond = readPerSecond(text);
  if (perSecond <= 0) throw new OptionTextError(`${quoteValue(text)} is no load at all`, 'write a rate above 0, such as `10/s`');
  if (perSecond < LOWEST_PER_SECOND) throw new OptionTextError(`${quoteValue(text)} is too slow`, 'write at least `1/h`');
  return perSecond;
}

/** Returns the number per second that a ramp begins with: as readRate, or 0. @throws OptionTextError */
export function readRampStart(text: string): number {
  return readPerSecond(text) === 0 ? 0 : readRate(text);
}

function readPerSecond(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) throw new OptionTextError(`${quoteValue(text)} has no unit`, fixUnitless(text));
  const [, amount, unit] = RATE.exec(text) ?? [];
  const perSecond = Number(amount) / (SECONDS[unit ?? ''] ?? Number.NaN);
  if (Number.isNaN(perSecond))
    throw new OptionTextError(`${quoteValue(text)} is not a rate`, 'write a number per time, such as `200/s` or `600/m`');
  if (perSecond > HIGHEST_PER_SECOND)
    throw new OptionTextError(`${quoteValue(text)} is more than one load can send on time`, `write at most \`${HIGHEST_PER_SECOND}/s\``);
  return perSecond;
}

/** Returns a schema for a rate; gives the number per second. */
export function rate() {
  return rateOption('A rate: a number per s, m or h, up to 10000/s.', readRate);
}

/** Returns a schema for what a ramp begins with: a rate, or 0/s; gives the number per second. */
export function rampStart() {
  return rateOption('The rate at the beginning of a ramp; 0/s is allowed.', readRampStart);
}

function rateOption(description: string, read: (text: string) => number) {
  return textOption(
    {
      expected: 'a rate such as `200/s`',
      description,
      examples: ['200/s', '600/m'],
      pattern: RATE.source,
      fixNumber: fixUnitless,
    },
    read,
  );
}

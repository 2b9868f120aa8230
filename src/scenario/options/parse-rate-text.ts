import { readDuration } from './duration.ts';
import { quoteValue } from './issue-text.ts';
import { joinStages, type LoadRate, type WrittenStage } from './join-stages.ts';
import { readRampStart, readRate } from './rate.ts';
import { OptionTextError } from './text-option.ts';

const RAMP = /^(\S.*?)? ?\.\. ?(\S.*?) over (\S+)$/;
const PLATEAU = /^(\S.*?) for (\S+)$/;

/**
 * Returns the rate of a text such as `200/s`, or of stages between commas: `50/s..500/s over 30s, 500/s for 10s, ..50/s over 5s`.
 * @throws OptionTextError
 */
export function parseRateText(text: string): LoadRate {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1 && !/\.\.| (over|for) /.test(text)) return { ratePerSecond: readRate(text.trim()) };
  return joinStages(parts.map(readStage));
}

function readStage(text: string): WrittenStage {
  const [, from, to, over] = RAMP.exec(text) ?? [];
  if (to !== undefined && over !== undefined) {
    const start = from === undefined ? {} : { fromPerSecond: readRampStart(from) };
    return { ...start, toPerSecond: readRate(to), forMs: readLength(over) };
  }
  const [, at, lasting] = PLATEAU.exec(text) ?? [];
  if (at !== undefined && lasting !== undefined)
    return { fromPerSecond: readRate(at), toPerSecond: readRate(at), forMs: readLength(lasting) };
  throw new OptionTextError(
    `${quoteValue(text)} is neither a rate nor a stage of one`,
    'write `200/s`, or stages such as `50/s..500/s over 30s, 500/s for 10s, ..50/s over 5s`',
  );
}

function readLength(text: string): number {
  const ms = readDuration(text);
  if (ms <= 0) throw new OptionTextError(`${quoteValue(text)} is no time at all`, 'write a duration above 0, such as `30s`');
  return ms;
}

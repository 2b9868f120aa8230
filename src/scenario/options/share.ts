import { quoteValue } from './issue-text.ts';
import { OptionTextError, textOption } from './text-option.ts';

const SHARE = /^(\d+(?:\.\d+)?) ?%$/;

function fixUnitless(value: number | string): string {
  const number = Number(value);
  return number > 0 && number < 1 ? `write \`${Number((number * 100).toFixed(6))}%\`` : `write \`${value}%\``;
}

/** Returns the share (0..1) of a percentage such as `99.5%`. @throws OptionTextError */
export function readShare(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) throw new OptionTextError(`${quoteValue(text)} has no unit`, fixUnitless(text));
  const [, amount] = SHARE.exec(text) ?? [];
  const percent = Number(amount);
  if (Number.isNaN(percent)) throw new OptionTextError(`${quoteValue(text)} is not a percentage`, 'write a number and %, such as `99.5%`');
  if (percent > 100) throw new OptionTextError(`${quoteValue(text)} is more than everything`, 'write a percentage from 0% to 100%');
  return percent / 100;
}

/** Returns a schema for a percentage; gives a share from 0 to 1. */
export function share() {
  return textOption(
    {
      expected: 'a percentage such as `99.5%`',
      description: 'A percentage from 0% to 100%.',
      examples: ['99.5%', '50%'],
      pattern: SHARE.source,
      fixNumber: fixUnitless,
    },
    readShare,
  );
}

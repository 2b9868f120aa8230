import { quoteValue } from './issue-text.ts';
import { OptionTextError, textOption } from './text-option.ts';

const SIZE = /^(\d+(?:\.\d+)?) ?([bB]|[kmgKMG](?:i?[bB])?)$/;
const FACTORS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

const fixUnitless = (value: number | string) => `write \`${value}m\` (mebibytes) or \`${value}b\` (bytes)`;

/** Returns the bytes of a text such as `64m` or `1.5gb`: powers of 1024, as in Compose. @throws OptionTextError */
export function readByteSize(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) throw new OptionTextError(`${quoteValue(text)} has no unit`, fixUnitless(text));
  const [, amount, unit] = SIZE.exec(text) ?? [];
  const factor = FACTORS[unit?.charAt(0).toLowerCase() ?? ''];
  const bytes = Math.round(Number(amount) * (factor ?? Number.NaN));
  if (!Number.isSafeInteger(bytes)) {
    throw new OptionTextError(`${quoteValue(text)} is not a size`, 'write a number and a unit (b, k, m, g), such as `64m`');
  }
  return bytes;
}

/** Returns a schema for a size with its unit (powers of 1024); gives bytes. */
export function byteSize() {
  return textOption(
    {
      expected: 'a size with its unit, such as `64m`',
      description: 'A size with its unit: b, k, m or g (powers of 1024).',
      examples: ['64m', '1gb', '512k'],
      pattern: SIZE.source,
      fixNumber: fixUnitless,
    },
    readByteSize,
  );
}

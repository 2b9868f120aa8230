import { z } from 'zod';
import type { Comparison, ComparisonOperator } from '../comparison.ts';
import { readByteSize } from './byte-size.ts';
import { readDuration } from './duration.ts';
import { issueText, quoteValue } from './issue-text.ts';
import { readShare } from './share.ts';
import { OptionTextError, textOption } from './text-option.ts';

const COMPARISON = /^(==|!=|<=|>=|<|>|=)? *(\S.*)$/;
const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  '==': '==',
  '!=': '!=',
  '<=': '<=',
  '>=': '>=',
  '<': '<',
  '>': '>',
};

const EXAMPLES: Readonly<Record<Comparison['unit'], readonly string[]>> = {
  share: ['>= 99.5%', '== 100%'],
  ms: ['<= 500ms', '< 2s'],
  bytes: ['<= 64m'],
  count: ['== 1', '<= 3', '0'],
};

const readers: Readonly<Record<Comparison['unit'], (text: string) => number>> = {
  share: readShare,
  ms: readDuration,
  bytes: readByteSize,
  count: readCount,
};

function readCount(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new OptionTextError(`${quoteValue(text)} is not a number`, 'write a number without a unit, such as `== 1`');
  return Number(text);
}

/** Returns the comparison of a text such as `>= 99.5%`; a bare value means equality. @throws OptionTextError */
export function readComparison(text: string, unit: Comparison['unit']): Comparison {
  const [, sign, bound] = COMPARISON.exec(text.trim()) ?? [];
  if (bound === undefined) {
    throw new OptionTextError(
      `${quoteValue(text)} compares with nothing`,
      `write an operator and a value, such as \`${EXAMPLES[unit][0] ?? ''}\``,
    );
  }
  const swapped = /^=([<>]) *(.*)$/.exec(text.trim());
  if (swapped)
    throw new OptionTextError(`\`=${swapped[1] ?? ''}\` is not an operator`, `write \`${swapped[1] ?? ''}= ${swapped[2] ?? ''}\``);
  if (sign === '=') throw new OptionTextError('`=` is not an operator', `write \`== ${bound}\``);
  const operator = OPERATORS[sign ?? '=='] ?? '==';
  return { operator, value: readers[unit](bound), unit, text: `${operator} ${bound}` };
}

/** Returns a schema for a bound such as `>= 99.5%`, a bare value meaning equality; gives a Comparison in the unit. */
export function comparison(unit: Comparison['unit']) {
  const example = EXAMPLES[unit][0] ?? '';
  const text = textOption(
    {
      expected: `a comparison such as \`'${example}'\``,
      description: `A bound: an operator (== != < <= > >=) and a value, such as '${example}'; a bare value means equality.`,
      examples: EXAMPLES[unit],
      fixNumber: (value) => fixNumber(value, unit),
    },
    (written) => readComparison(written, unit),
  );
  if (unit !== 'count') return text;
  const exactly = z.number().meta({ description: 'Exactly this number.' });
  return z.union([text, exactly.transform((value): Comparison => ({ operator: '==', value, unit, text: `== ${value}` }))], {
    error: ({ input }) => issueText(`${quoteValue(input)} is not a comparison`, `write \`'${example}'\` or a number`),
  });
}

function fixNumber(value: number, unit: Comparison['unit']): string {
  try {
    readers[unit](String(value));
    return `write \`'== ${value}'\``;
  } catch (error) {
    if (error instanceof OptionTextError) return error.fix;
    throw error;
  }
}

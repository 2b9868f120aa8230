import { z } from 'zod';
import { splitWords } from '../split-words.ts';
import { issueText, quoteValue } from './issue-text.ts';
import { readInto } from './text-option.ts';

const word = z.string({
  error: ({ input }) => issueText(`${quoteValue(input)} is not a text`, `put it in quotes: \`'${String(input)}'\``),
});

/** Returns a schema for a command: a list of words, or a text that is split into words without a shell. Gives the words. */
export function commandWords() {
  return z
    .union([z.string(), z.array(word)], {
      error: ({ input }) =>
        issueText(
          input === undefined ? 'is missing' : `${quoteValue(input)} is not a command`,
          'write a text, or a list of words such as `[sleep, "10"]`',
        ),
    })
    .meta({
      description: 'A command: a list of words, or a text that is split into words (no shell runs).',
      examples: [['sleep', '10'], 'sleep 10'],
    })
    .transform((value, context): readonly string[] => (typeof value === 'string' ? readInto(context, value, splitWords) : value));
}

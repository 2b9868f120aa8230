import { z } from 'zod';
import { issueText, quoteValue } from './issue-text.ts';

/** What a reader of a text finds wrong with it. */
export class OptionTextError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

export interface TextOptionWords {
  /** 'a duration such as 500ms' */
  readonly expected: string;
  readonly description: string;
  readonly examples: readonly string[];
  /** Regular expression for editors; the reader is what decides. */
  readonly pattern?: string;
  /** The fix for a number written where a text belongs. */
  readonly fixNumber?: (value: number) => string;
}

/** Returns a schema that accepts a text and gives what `read` makes of it; `read` throws OptionTextError for a text that is wrong. */
export function textOption<T>(words: TextOptionWords, read: (text: string) => T) {
  const example = `write ${words.expected}`;
  return z
    .string({
      error: ({ input }) => {
        if (input === undefined) return issueText('is missing', example);
        if (typeof input === 'number' && words.fixNumber) return issueText(`${quoteValue(input)} has no unit`, words.fixNumber(input));
        return issueText(`${quoteValue(input)} is not ${words.expected}`, example);
      },
    })
    .meta({
      description: words.description,
      examples: [...words.examples],
      ...(words.pattern === undefined ? {} : { pattern: words.pattern }),
    })
    .transform((text, context): T => readInto(context, text, read));
}

/** Returns what `read` makes of the input, or adds the OptionTextError it throws to the context's issues. */
export function readInto<I, T>(context: z.core.$RefinementCtx, input: I, read: (input: I) => T): T {
  try {
    return read(input);
  } catch (error) {
    if (!(error instanceof OptionTextError)) throw error;
    context.issues.push({ code: 'custom', input, message: issueText(error.message, error.fix) });
    return z.NEVER;
  }
}

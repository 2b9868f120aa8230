import { describeError } from '../../errors/describe-error.ts';
import { quoteValue } from './issue-text.ts';
import { OptionTextError, textOption } from './text-option.ts';

/** Longer ones are generated, not written, and cost more to run against every response than they tell. */
const LONGEST = 1000;

/** Returns a regular expression's source after compiling it once. A slow expression is its author's own: inputs are bounded, time is not. */
export function readPattern(text: string): string {
  if (text.length > LONGEST) throw new OptionTextError('the regular expression is too long', `use at most ${LONGEST} characters`);
  try {
    new RegExp(text);
  } catch (error) {
    const reason = describeError(error).replace(/^Invalid regular expression: (\/.*\/\w*: )?/s, '');
    throw new OptionTextError(`${quoteValue(text)} is not a regular expression: ${reason}`, 'escape special characters with \\');
  }
  return text;
}

/** Returns a schema for a regular expression in JavaScript's notation; gives its source. */
export function pattern() {
  return textOption(
    {
      expected: 'a regular expression in quotes',
      description: "A regular expression (JavaScript's notation, no slashes).",
      examples: ['version (\\d+)', '^ok$'],
    },
    readPattern,
  );
}

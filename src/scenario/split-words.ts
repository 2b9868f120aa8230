import { OptionTextError } from './options/text-option.ts';

/**
 * Returns the words of a command line as a POSIX shell would split them, without being a shell: no expansion, no operators.
 * @throws OptionTextError for an open quote and for an operator, which Compose would cut the command at without a word.
 * @see https://github.com/mattn/go-shellwords (the splitter of compose-go)
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === undefined && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '\\' && escapes(quote, text.charAt(at + 1))) {
      at += 1;
      word = (word ?? '') + text.charAt(at);
    } else {
      if (quote === undefined) refuseOperator(character);
      word = (word ?? '') + character;
    }
  }
  if (quote !== undefined)
    throw new OptionTextError(`the quote ${quote} is not closed`, `add ${quote} at the end, or write a list of words`);
  return word === undefined ? words : [...words, word];
}

function escapes(quote: '"' | "'" | undefined, next: string): boolean {
  if (quote === "'" || next === '') return false;
  return quote === undefined || next === '"' || next === '\\' || next === '$' || next === '`';
}

function refuseOperator(character: string): void {
  if (!';&|<>'.includes(character)) return;
  throw new OptionTextError(`\`${character}\` means nothing here: no shell runs`, `quote it, or write the shell out: \`[sh, -c, '…']\``);
}

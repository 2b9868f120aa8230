import { wrap } from './text-width.ts';

const columns = 96;

/** Returns findings as indented lines, each sentence behind an arrow. */
export function sentenceLines(sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => wrap(sentence, columns).map((line, index) => `  ${index === 0 ? '→' : ' '} ${line}`));
}

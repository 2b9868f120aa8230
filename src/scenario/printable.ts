/**
 * Returns a text on one line in which every character that is none to look at is replaced: what a file holds must not move the cursor of the
 * terminal that it is shown on.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => (character === '\t' ? character : '\u{FFFD}'));
}

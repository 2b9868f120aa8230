const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v' };

/** Controls, line separators, invisible and direction-changing characters, lone surrogates and noncharacters. */
const hidden = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return named[character] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`);
}

/**
 * Returns the text on one line with every character that a terminal or a reader would not show as itself made visible: ESC becomes `\x1b`.
 * Everything that comes from a scenario, an engine or a container goes through here before it is printed.
 */
export function visible(text: string): string {
  return text.replace(hidden, escapeCharacter);
}

/** Returns the text with line breaks and tabs kept, and every other hidden character made visible. */
export function visibleLines(text: string): string {
  return text.replace(hidden, (character) => (character === '\n' || character === '\t' ? character : escapeCharacter(character)));
}

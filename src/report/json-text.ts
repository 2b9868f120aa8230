/**
 * Returns a value as JSON for people and programs alike: two spaces, and nothing in it that a terminal takes for a command. JSON.stringify
 * leaves C1 controls and characters that change the direction as they are.
 */
export function jsonText(value: unknown): string {
  return harmless(JSON.stringify(value, null, 2));
}

/** Returns the same on one line. */
export function jsonLine(value: unknown): string {
  return harmless(JSON.stringify(value));
}

function harmless(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, unit) => String.raw`\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
}

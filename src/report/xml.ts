import { visible, visibleLines } from './visible.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Returns text for an element's content. XML 1.0 has no way to say most control characters, so they are made visible. */
export function xmlText(text: string): string {
  return escapeMarkup(visibleLines(text));
}

/** Returns ` name="value"`, on one line; nothing for an undefined value. */
export function xmlAttribute(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : ` ${name}="${escapeMarkup(visible(String(value)))}"`;
}

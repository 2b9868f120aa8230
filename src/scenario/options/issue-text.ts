import { inspect } from 'node:util';
import { withoutCredentials } from '../without-credentials.ts';

const SEPARATOR = '\nfix: ';

/** Returns the text of a validation issue that carries its fix; `splitIssueText` takes it apart again. */
export function issueText(message: string, fix: string): string {
  return `${message}${SEPARATOR}${fix}`;
}

/** Returns the message and, when there is one, the fix of a text made by `issueText`. */
export function splitIssueText(text: string): { readonly message: string; readonly fix?: string } {
  const at = text.indexOf(SEPARATOR);
  return at < 0 ? { message: text } : { message: text.slice(0, at), fix: text.slice(at + SEPARATOR.length) };
}

/** Returns a value as it stands in the file, shortened, between backticks. */
export function quoteValue(value: unknown): string {
  const text = withoutCredentials(
    typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 5 }),
  );
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

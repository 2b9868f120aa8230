import type { WriteStream } from 'node:tty';

/**
 * Returns whether colours may be written to a stream: a terminal, and neither NO_COLOR nor a dumb one. https://no-color.org
 * Always a boolean: a stream that is no terminal has no `isTTY` at all, and picocolors takes undefined for "decide yourself".
 */
export function useColour(
  stream: Partial<Pick<WriteStream, 'isTTY'>>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

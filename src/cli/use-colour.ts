import type { WriteStream } from 'node:tty';

/** Returns whether colours may be written to a stream: a terminal, and neither NO_COLOR nor a dumb one. https://no-color.org */
export function useColour(stream: WriteStream, env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return stream.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

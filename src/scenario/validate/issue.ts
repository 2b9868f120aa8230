import type { Path } from '../source/source.ts';

/** One thing that is wrong with a scenario's value, before anyone knows where it stands in the file. */
export interface Issue {
  readonly path: Path;
  /** Whether the key or the value at the path is meant. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly fix?: string;
  /** The type that was expected, where a text stands instead. */
  readonly wanted?: 'number' | 'boolean';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value at the path, undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const segment of path) {
    if (Array.isArray(here)) here = (here as readonly unknown[])[Number(segment)];
    else if (isRecord(here) && Object.hasOwn(here, segment)) here = here[String(segment)];
    else return undefined;
  }
  return here;
}

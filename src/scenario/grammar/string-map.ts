import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Returns a schema for Compose's two ways of writing names and values: a mapping, or a list of `NAME=value`. */
export function stringMap(description: string) {
  return z.union([z.record(z.string(), z.union([scalar, z.null()])), z.array(z.string())]).meta({ description });
}

/** Returns a schema for a mapping of texts, in which numbers and booleans stand for themselves. */
export function textRecord(description: string) {
  return z.record(z.string(), scalar).meta({ description });
}

/** Returns the names and values of either way of writing. A name without a value takes what `lookUp` gives, or is left out. */
export function readStringMap(
  written: Readonly<Record<string, string | number | boolean | null>> | readonly string[] | undefined,
  lookUp: (name: string) => string | undefined,
): Record<string, string> {
  const pairs: (readonly [string, string | number | boolean | null])[] = isList(written)
    ? written.map(splitPair)
    : Object.entries(written ?? {});
  const values = pairs.map(([name, value]) => [name, value === null ? lookUp(name) : String(value)] as const);
  return Object.fromEntries(values.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

function splitPair(text: string): readonly [string, string | null] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, null] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** Array.isArray does not narrow a readonly array away. */
function isList<T>(written: T): written is Extract<T, readonly string[]> {
  return Array.isArray(written);
}

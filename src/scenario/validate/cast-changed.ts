import type { Path } from '../source/source.ts';
import { valueAt, type Issue } from './issue.ts';

/**
 * Returns the value with texts that came out of `${…}` turned into the numbers and booleans that were wanted in their places, as Compose
 * does; undefined when there is nothing to turn.
 */
export function castChanged(value: unknown, changed: ReadonlySet<string>, issues: readonly Issue[]): unknown {
  let result = value;
  let casts = 0;
  for (const { path, wanted } of issues) {
    if (wanted === undefined || !changed.has(JSON.stringify(path))) continue;
    const written = valueAt(value, path);
    const cast = typeof written === 'string' ? castText(written, wanted) : undefined;
    if (cast === undefined) continue;
    result = withValueAt(result, path, cast);
    casts += 1;
  }
  return casts === 0 ? undefined : result;
}

function castText(text: string, wanted: 'number' | 'boolean'): number | boolean | undefined {
  if (wanted === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

function withValueAt(outer: unknown, path: Path, value: unknown): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  if (Array.isArray(outer)) {
    return outer.map((item: unknown, index) => (index === segment ? withValueAt(item, rest, value) : item));
  }
  if (typeof outer !== 'object' || outer === null) return outer;
  return Object.fromEntries(
    Object.entries(outer).map(([key, item]) => [key, key === segment ? withValueAt(item, rest, value) : (item as unknown)]),
  );
}

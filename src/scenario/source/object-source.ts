import type { Source, Span } from './source.ts';

const nowhere: Span = { line: 0, column: 0, width: 0 };
const DEEPEST = 64;

/** Returns a JavaScript object as a source: its parts have no place in a text. Undefined members are as good as absent. */
export function objectSource(value: unknown): Source {
  return { value: plain(value, 0), problems: [], locate: () => nowhere, line: () => '' };
}

function plain(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, plain(member, depth + 1)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

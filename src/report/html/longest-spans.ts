import type { Window } from '../../analysis/analysis.ts';

/** Returns the spans in their order, but no more than so many: the shortest are left out. */
export function longestSpans<T extends Window>(spans: readonly T[], most: number): readonly T[] {
  if (spans.length <= most) return spans;
  const kept = new Set(spans.toSorted((left, right) => right.untilMs - right.fromMs - (left.untilMs - left.fromMs)).slice(0, most));
  return spans.filter((span) => kept.has(span));
}

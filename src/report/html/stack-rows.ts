import type { Window } from '../../analysis/analysis.ts';

const MOST_ROWS = 3;

/** Returns the row of each span, such that spans of one row do not overlap, as far as three rows go. */
export function stackRows(spans: readonly Window[]): { readonly rowOf: readonly number[]; readonly rows: number } {
  const endsMs: number[] = [];
  const rowOf = spans.map(({ fromMs, untilMs }) => {
    if (!(untilMs >= fromMs)) return 0;
    const free = endsMs.findIndex((endMs) => endMs <= fromMs);
    const row = free >= 0 ? free : Math.min(endsMs.length, MOST_ROWS - 1);
    endsMs[row] = Math.max(endsMs[row] ?? untilMs, untilMs);
    return row;
  });
  return { rowOf, rows: Math.max(1, endsMs.length) };
}

import type { RequestColumns, Window } from './analysis.ts';

/** Returns the rows due in the window, as [from, until) positions; without a window, all of them. */
export function requestRange({ n, dueMs }: RequestColumns, window?: Window): { readonly from: number; readonly until: number } {
  if (window === undefined) return { from: 0, until: n };
  const from = firstDueAt(dueMs, window.fromMs);
  return { from, until: Math.max(from, firstDueAt(dueMs, window.untilMs)) };
}

function firstDueAt(dueMs: Float64Array, atMs: number): number {
  let low = 0;
  let high = dueMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dueMs[middle] ?? Infinity) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

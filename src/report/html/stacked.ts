import type { Edges } from './step-paths.ts';
import { stepArea } from './step-paths.ts';

/** What cannot be seen must not make a path longer. */
const FINE = 1000;

export interface StackedArea {
  readonly name: string;
  readonly path: string;
}

/** Returns the columns stacked in the order given, each as an SVG path; `full` is what the whole height stands for. */
export function stacked(
  columns: readonly (readonly [name: string, values: readonly number[]])[],
  edges: Edges,
  full: number,
): StackedArea[] {
  let low: readonly number[] = edges.slice(1).map(() => 0);
  return columns.map(([name, values]) => {
    const high = low.map((share, slot) => Math.round((share + (values[slot] ?? 0) / full) * FINE) / FINE);
    const path = stepArea(edges, low, high);
    low = high;
    return { name, path };
  });
}

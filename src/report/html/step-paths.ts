import type { Window } from '../../analysis/analysis.ts';
import { drawnAt, DRAWING_HEIGHT } from './axis-scale.ts';

/** Edges of the slots of a series: one more than it has values. */
export type Edges = readonly number[];

/** Returns the edges of slots as they lie in a drawing. */
export function drawnEdges(axis: Window, edgesMs: readonly number[]): Edges {
  return edgesMs.map((ms) => drawnAt(axis, ms));
}

/** Returns the area between two stepped lines as an SVG path; heights are shares of the drawing. Nothing where the area is empty. */
export function stepArea(edges: Edges, low: readonly number[], high: readonly number[]): string {
  let path = '';
  for (let slot = 0; slot < high.length;) {
    const [from, to] = [low[slot] ?? 0, high[slot] ?? 0];
    let end = slot + 1;
    while (end < high.length && low[end] === from && high[end] === to) end += 1;
    const [left, right] = [edges[slot] ?? 0, edges[end] ?? 0];
    if (to > from && right > left) path += `M${left} ${y(from)}V${y(to)}H${right}V${y(from)}z`;
    slot = end;
  }
  return path;
}

/** Returns a stepped line as an SVG path, broken where there is no value. */
export function stepLine(edges: Edges, values: readonly (number | null)[]): string {
  let path = '';
  let before: number | undefined;
  for (let slot = 0; slot < values.length;) {
    const value = values[slot] ?? null;
    let end = slot + 1;
    while (end < values.length && (values[end] ?? null) === value) end += 1;
    if (value === null) before = undefined;
    else {
      const at = y(value);
      if (before === undefined) path += `M${edges[slot] ?? 0} ${at}`;
      else if (before !== at) path += `V${at}`;
      path += `H${edges[end] ?? 0}`;
      before = at;
    }
    slot = end;
  }
  return path;
}

function y(share: number): number {
  return Math.round((1 - share) * DRAWING_HEIGHT * 10) / 10;
}

import type { Window } from '../../analysis/analysis.ts';

/** Width of every drawing in its own units; the page stretches it. */
export const DRAWING_WIDTH = 10_000;
/** And its height. */
export const DRAWING_HEIGHT = 100;

/** Returns where an instant lies on the axis, 0..1 inside. */
export function shareOf({ fromMs, untilMs }: Window, atMs: number): number {
  return (atMs - fromMs) / (untilMs - fromMs);
}

/** Returns the style that places an element from one instant to another; the page's rules make a position of it, zoomed or not. */
export function placed(axis: Window, fromMs: number, untilMs = fromMs): string {
  const clamp = (share: number) => Number(Math.min(1, Math.max(0, share)).toFixed(5));
  return `--s:${clamp(shareOf(axis, fromMs))};--e:${clamp(shareOf(axis, untilMs))}`;
}

/** Returns a position in a drawing. */
export function drawnAt(axis: Window, atMs: number): number {
  return Math.round(Math.min(1, Math.max(0, shareOf(axis, atMs))) * DRAWING_WIDTH);
}

import type { Analysis, Window } from '../../analysis/analysis.ts';
import { figures } from '../../analysis/figures.ts';
import type { LoadFigures } from '../../analysis/analysis.ts';

const ROWS = 12;

/** A part of the run, and what each stream got in it. */
export interface TimeTableRow extends Window {
  readonly figures: readonly LoadFigures[];
}

/** Returns the run in a dozen parts of equal length: the picture in numbers, for those who do not see it. Streams in the order of the loads. */
export function timeTable({ load }: Pick<Analysis, 'load'>, { fromMs, untilMs }: Window): TimeTableRow[] {
  const streams = Object.values(load).flatMap((of) => of.streams);
  const lengthMs = (untilMs - fromMs) / ROWS;
  return Array.from({ length: ROWS }, (_, row) => {
    const window = { fromMs: fromMs + row * lengthMs, untilMs: row === ROWS - 1 ? untilMs : fromMs + (row + 1) * lengthMs };
    return { ...window, figures: streams.map((stream) => figures(stream, window)) };
  });
}

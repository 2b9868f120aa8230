import type { Analysis, Window } from '../../analysis/analysis.ts';
import type { HistoryEventOf } from '../../history/history-event.ts';
import { describeEvent } from '../describe-event.ts';

const MOST_MARKS = 60;
const MOST_ROWS = 4;
/** Closer together than this share of the axis, two marks cannot stand in one row. */
const CLOSE = 0.03;

/** One fault on the time axis. */
export interface FaultMark {
  /** As it is called in the picture and in the table. */
  readonly key: string;
  readonly fault: string;
  /** In the words of the progress: 'kill web.1 (SIGKILL, api)'. */
  readonly text: string;
  readonly atMs: number;
  readonly doneMs: number;
  /** When the last of its changes had been undone. */
  readonly undoneMs?: number;
  readonly row: number;
  readonly seq: number;
}

export interface FaultMarks {
  readonly marks: readonly FaultMark[];
  /** How many more there were. */
  readonly more: number;
}

/** Returns the faults that were injected, by time. */
export function faultMarks({ steps, undos }: Pick<Analysis, 'steps' | 'undos'>, axis: Window | undefined): FaultMarks {
  const injected = steps
    .filter(({ fault, outcome }) => fault !== undefined && outcome !== 'skipped')
    .toSorted((left, right) => left.atMs - right.atMs);
  const spanMs = axis === undefined ? 1 : axis.untilMs - axis.fromMs;
  const rowEndsMs: number[] = [];
  const marks = injected.slice(0, MOST_MARKS).map((step, index): FaultMark => {
    const undoneMs = undoneAt(step, undos);
    const free = rowEndsMs.findIndex((endMs) => step.atMs >= endMs);
    const row = free >= 0 ? free : Math.min(rowEndsMs.length, MOST_ROWS - 1);
    rowEndsMs[row] = Math.max(step.atMs + CLOSE * spanMs, undoneMs ?? step.doneMs);
    return {
      key: String(index + 1),
      fault: step.fault ?? step.label,
      text: describeEvent(step)?.text ?? step.label,
      atMs: step.atMs,
      doneMs: step.doneMs,
      ...(undoneMs === undefined ? {} : { undoneMs }),
      row,
      seq: step.seq,
    };
  });
  return { marks, more: injected.length - marks.length };
}

function undoneAt(step: HistoryEventOf<'step'>, undos: Analysis['undos']): number | undefined {
  const own = undos.filter((undo) => undo.step === step.step && undo.occurrence === step.occurrence && undo.outcome === 'undone');
  return own.length === 0 ? undefined : Math.max(...own.map(({ doneMs }) => doneMs));
}

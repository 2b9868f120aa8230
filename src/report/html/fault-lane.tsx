import type { VNode } from 'preact';
import type { Window } from '../../analysis/analysis.ts';
import { count, formatTime } from '../format.ts';
import { visible } from '../visible.ts';
import { placed } from './axis-scale.ts';
import type { FaultMark, FaultMarks } from './fault-marks.ts';
import { Lane } from './lane.tsx';

/** Each fault by its number, with how long it lasted and when it was undone. */
export function FaultLane({ faults: { marks, more }, axis }: { readonly faults: FaultMarks; readonly axis: Window }): VNode | null {
  if (marks.length === 0) return null;
  const rows = Math.max(...marks.map(({ row }) => row)) + 1;
  const note = more === 0 ? {} : { note: `and ${count(more, 'more fault')}` };
  return (
    <Lane label="faults" size="faults" rows={rows} {...note}>
      {marks.map((mark, index) => (
        <Mark mark={mark} axis={axis} untilMs={nextInRow(marks, index) ?? axis.untilMs} />
      ))}
    </Lane>
  );
}

function nextInRow(marks: readonly FaultMark[], index: number): number | undefined {
  return marks.slice(index + 1).find(({ row }) => row === marks[index]?.row)?.atMs;
}

function Mark({ mark, axis, untilMs }: { readonly mark: FaultMark; readonly axis: Window; readonly untilMs: number }): VNode {
  const { key, fault, text, atMs, doneMs, undoneMs, row } = mark;
  const undone = undoneMs === undefined ? '' : `, undone ${formatTime(undoneMs)}`;
  const title = `${key}. ${formatTime(atMs)} ${text}${undone}`;
  return (
    <>
      {undoneMs === undefined ? null : <i class="lasts" style={`${placed(axis, atMs, undoneMs)};--row:${row}`} />}
      <a class="fault" href={`#fault-${key}`} style={`${placed(axis, atMs, Math.max(untilMs, doneMs))};--row:${row}`} title={title}>
        <b>{key}</b>
        <span class="long">{text}</span>
        <span class="short">{visible(fault)}</span>
      </a>
      {undoneMs === undefined ? null : (
        <i class="undo" style={`${placed(axis, undoneMs)};--row:${row}`} title={`${key} undone at ${formatTime(undoneMs)}`}>
          ↩
        </i>
      )}
    </>
  );
}

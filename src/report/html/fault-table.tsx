import type { VNode } from 'preact';
import { formatDuration, formatTime } from '../format.ts';
import type { RunResult } from '../run-result.ts';
import { visible } from '../visible.ts';
import { DataTable, firstRows } from './data-table.tsx';
import { EventLinks } from './event-links.tsx';
import type { ReportData } from './report-data.ts';

type Step = RunResult['timeline'][number];
const MOST_TARGETS = 6;

/** Every step of the timeline: when it was due, began and was done, what it hit, and its undo. */
export function FaultTable({ data }: { readonly data: ReportData }): VNode | null {
  const { timeline, undos } = data.result;
  const keys = new Map(data.faults.marks.map(({ seq, key }) => [seq, key]));
  const { shown, more } = firstRows(timeline);
  const rows = shown.map((step) => {
    const own = undos.filter((undo) => undo.step === step.step && undo.occurrence === step.occurrence);
    const key = keys.get(step.seq);
    return [
      <>
        {key === undefined ? null : <b class="key">{key}</b>} {visible(step.label)}
      </>,
      formatTime(step.dueMs ?? Number.NaN),
      formatTime(step.atMs ?? Number.NaN),
      step.doneMs === null || step.atMs === null ? '?' : formatDuration(step.doneMs - step.atMs),
      targetsOf(step),
      `${step.outcome}${step.method === undefined ? '' : `, by ${visible(step.method)}`}${step.message === undefined ? '' : `: ${visible(step.message)}`}`,
      own.map((undo) => visible(`${undo.action} ${undo.target} ${undo.outcome} ${formatTime(undo.doneMs ?? Number.NaN)}`)).join('; ') ||
        '–',
      <EventLinks data={data} seqs={[step.seq, ...own.map(({ seq }) => seq)]} />,
    ];
  });
  return (
    <DataTable
      title="Faults and other steps"
      id="faults"
      head={['step', 'due', 'began', 'took', 'targets', 'outcome', 'undo', 'event']}
      rows={rows}
      rowIds={shown.map(({ seq }) => (keys.has(seq) ? `fault-${keys.get(seq) ?? ''}` : `step-${seq}`))}
      more={more}
    />
  );
}

function targetsOf({ targets }: Step): string {
  const more = targets.length - MOST_TARGETS;
  return visible(targets.slice(0, MOST_TARGETS).join(', ')) + (more > 0 ? ` and ${more} more` : '') || '–';
}

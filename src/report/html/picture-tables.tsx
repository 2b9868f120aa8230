import type { VNode } from 'preact';
import { formatErrors, formatShare, formatTime } from '../format.ts';
import { DataTable, firstRows } from './data-table.tsx';
import type { ReportData } from './report-data.ts';

/** The picture in words and numbers, for those who do not see it. */
export function PictureTables({ data }: { readonly data: ReportData }): VNode {
  return (
    <details class="equivalent">
      <summary>The picture as tables</summary>
      <RequestTable data={data} />
      <StateTable data={data} />
    </details>
  );
}

function RequestTable({ data }: { readonly data: ReportData }): VNode | null {
  const labels = data.loads.flatMap(({ name, streams }) => streams.map(({ label }) => (streams.length > 1 ? `${name}, ${label}` : name)));
  if (labels.length === 0) return null;
  const rows = data.timeTable.map(({ fromMs, untilMs, figures }) => [
    `${formatTime(fromMs)} – ${formatTime(untilMs)}`,
    ...figures.map(({ ok, failed, errors, availability, latencyMs }) =>
      ok + failed === 0
        ? '–'
        : `${formatShare(availability)} of ${ok + failed}${failed === 0 ? '' : ` (${formatErrors(errors)})`}, p50 ${ms(latencyMs.p50)}, p99 ${ms(latencyMs.p99)}`,
    ),
  ]);
  return <DataTable title="Requests over time" head={['time', ...labels]} rows={rows} />;
}

function ms(value: number): string {
  return Number.isFinite(value) ? `${Number(value.toPrecision(3))} ms` : 'n/a';
}

function StateTable({ data }: { readonly data: ReportData }): VNode | null {
  const all = data.subjects.flatMap(({ lanes }) =>
    lanes.flatMap(({ label, bars }) =>
      bars
        .toSorted((left, right) => left.fromMs - right.fromMs)
        .map(({ fromMs, untilMs, meaning, state }) => [label, formatTime(fromMs), state === 'exited' ? '' : formatTime(untilMs), meaning]),
    ),
  );
  const { shown, more } = firstRows(all, 80);
  return <DataTable title="Containers over time" head={['container or slot', 'from', 'until', 'what']} rows={shown} more={more} />;
}

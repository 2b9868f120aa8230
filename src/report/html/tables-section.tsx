import type { VNode } from 'preact';
import { exitText } from '../exit-text.ts';
import { msCell, versionCell } from '../figure-cells.ts';
import { formatDuration, formatErrors, formatShare, formatTime } from '../format.ts';
import { windowNames } from '../load-result.ts';
import { visible } from '../visible.ts';
import { DataTable, firstRows } from './data-table.tsx';
import { EventLinks } from './event-links.tsx';
import { everyStream } from './every-stream.ts';
import { FaultTable } from './fault-table.tsx';
import type { ReportData } from './report-data.ts';
import { RestartTable, RolloutTable } from './subject-tables.tsx';

/** The numbers behind the picture. */
export function TablesSection({ data }: { readonly data: ReportData }): VNode {
  return (
    <section id="figures" aria-labelledby="figures-heading">
      <h2 id="figures-heading">Figures</h2>
      <FigureTable data={data} />
      <FaultTable data={data} />
      <RecoveryTable data={data} />
      <ExitTable data={data} />
      <RestartTable data={data} />
      <RolloutTable data={data} />
    </section>
  );
}

function FigureTable({ data }: { readonly data: ReportData }): VNode | null {
  const rows = everyStream(data.result).flatMap(({ label, figures }) => {
    const windows = windowNames.filter((name) => figures.windows[name] !== undefined);
    return windows.map((name) => {
      const { availability, ok, failed, errors, latencyMs, versions, schedule } = figures.windows[name] ?? figures;
      const { p50, p90, p99, max } = latencyMs;
      return [
        windows.length > 1 ? `${visible(label)}, ${name}` : visible(label),
        <b class={failed === 0 ? 'good' : 'bad'}>{formatShare(availability)}</b>,
        ok + failed,
        failed === 0 ? '0' : `${failed} (${formatErrors(errors)})`,
        ...[p50, p90, p99, max].map(msCell),
        `${msCell(schedule.slipP99Ms)}${schedule.late === 0 ? '' : `, ${schedule.late} too late`}${schedule.unsent === 0 ? '' : `, ${schedule.unsent} never sent`}`,
        versionCell(versions),
      ];
    });
  });
  const told = rows.some((row) => row.at(-1) !== '');
  const head = ['load', 'availability', 'n', 'failed', 'p50', 'p90', 'p99', 'max', 'sent late by (p99)', ...(told ? ['versions'] : [])];
  return (
    <DataTable
      title="Availability and latency"
      id="availability"
      head={head}
      rows={told ? rows : rows.map((row) => row.slice(0, -1))}
      note="Availability: requests answered as expected within their deadline ÷ requests sent at their due times (n). ± is what the edges of outages leave open of the availability as a share of time. Latency counts from the due time."
    />
  );
}

function RecoveryTable({ data }: { readonly data: ReportData }): VNode | null {
  const { shown, more } = firstRows(data.result.recovery.filter(({ measured }) => measured));
  const rows = shown.map(({ fault, faultMs, recoveredMs, durationMs }) => [
    visible(fault),
    formatTime(faultMs ?? Number.NaN),
    recoveredMs === null ? 'never' : formatTime(recoveredMs),
    durationMs === null ? <b class="bad">the steady state did not come back</b> : formatDuration(durationMs),
  ]);
  return <DataTable title="Recovery" id="recovery" head={['fault', 'at', 'steady again at', 'after']} rows={rows} more={more} />;
}

function ExitTable({ data }: { readonly data: ReportData }): VNode | null {
  const all = Object.values(data.result.subjects).flatMap(({ exits }) => exits);
  const { shown, more } = firstRows(all.toSorted((left, right) => (left.atMs ?? 0) - (right.atMs ?? 0)));
  const rows = shown.map(({ container, task, incarnation, code, oomKilled, atMs, seq }) => [
    visible(task === container ? container : `${task} (${container})`),
    formatTime(atMs ?? Number.NaN),
    exitText(code, oomKilled),
    incarnation,
    <EventLinks data={data} seqs={[seq]} />,
  ]);
  return <DataTable title="Exits" id="exits" head={['container', 'at', 'how', 'life', 'event']} rows={rows} more={more} />;
}

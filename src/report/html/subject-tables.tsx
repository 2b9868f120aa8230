import type { VNode } from 'preact';
import { formatDuration, formatTime } from '../format.ts';
import { visible } from '../visible.ts';
import { DataTable, firstRows } from './data-table.tsx';
import { EventLinks } from './event-links.tsx';
import type { ReportData } from './report-data.ts';

/** Containers that were started again though no step asked for it, and tasks that replaced one that had ended. */
export function RestartTable({ data }: { readonly data: ReportData }): VNode | null {
  const policy = Object.values(data.result.subjects).flatMap(({ containers }) =>
    Object.entries(containers).flatMap(([name, { restarts }]) =>
      restarts.map(({ atMs, by, backoffMs, seq }) => ({
        what: name,
        atMs,
        who: by === 'autoheal' ? 'autoheal' : 'restart policy',
        after: backoffMs === null ? 'not known' : formatDuration(backoffMs),
        seqs: [seq],
      })),
    ),
  );
  const replaced = Object.values(data.result.subjects).flatMap(({ tasks }) =>
    tasks
      .filter(({ origin }) => origin === 'restart')
      .map(({ task, version, createdMs }) => ({
        what: `${task} (version ${version})`,
        atMs: createdMs,
        who: 'Swarm, with a new task',
        after: '–',
        seqs: [] as number[],
      })),
  );
  const { shown, more } = firstRows([...policy, ...replaced].toSorted((left, right) => (left.atMs ?? 0) - (right.atMs ?? 0)));
  const rows = shown.map(({ what, atMs, who, after, seqs }) => [
    visible(what),
    formatTime(atMs ?? Number.NaN),
    who,
    after,
    <EventLinks data={data} seqs={seqs} />,
  ]);
  return <DataTable title="Restarts" id="restarts" head={['container', 'at', 'by', 'after its death', 'event']} rows={rows} more={more} />;
}

/** Updates and rollbacks of services, with the tasks that each batch made. */
export function RolloutTable({ data }: { readonly data: ReportData }): VNode | null {
  const all = data.subjects.flatMap(({ name, rollouts }) => rollouts.map((rollout) => ({ name, rollout })));
  const { shown, more } = firstRows(all);
  const rows = shown.map(({ name, rollout: { kind, state, startedMs, endedMs, message, batches, maxDown, transitions } }) => [
    `${name}: ${kind}`,
    formatTime(startedMs),
    endedMs === undefined ? 'not ended' : `${formatTime(endedMs)} (${formatDuration(endedMs - startedMs)})`,
    `${state}${message === '' ? '' : `: ${visible(message)}`}`,
    batches.map(({ atMs, tasks }) => `${formatTime(atMs)} ${visible(tasks.join(', '))}`).join('; ') || '–',
    maxDown,
    <EventLinks data={data} seqs={transitions.map(({ seq }) => seq)} />,
  ]);
  return (
    <DataTable
      title="Rollouts"
      id="rollouts"
      head={['service', 'began', 'ended', 'state', 'batches', 'most tasks down', 'event']}
      rows={rows}
      more={more}
    />
  );
}

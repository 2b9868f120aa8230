import type { VNode } from 'preact';
import type { RolloutAnalysis, Window } from '../../analysis/analysis.ts';
import { count, formatTime } from '../format.ts';
import { visible } from '../visible.ts';
import { drawnAt, placed } from './axis-scale.ts';
import { Drawing } from './drawing.tsx';
import { versionFill } from './fills.tsx';
import { Lane } from './lane.tsx';
import { stacked } from './stacked.ts';
import { stateMarks } from './state-legend.tsx';
import type { SubjectLane, SubjectLanes } from './subject-lanes.ts';
import type { TaskSeries } from './task-series.ts';
import { versionLegend } from './version-lane.tsx';

const kinds: Readonly<Record<SubjectLanes['kind'], string>> = {
  container: 'container',
  attached: 'attached container',
  service: 'Swarm service',
  'attached-service': 'attached Swarm service',
};

/** A subject: its rollouts and running tasks, and a lane for each container or slot. */
export function SubjectGroup({ subject, axis }: { readonly subject: SubjectLanes; readonly axis: Window }): VNode {
  const { name, kind, image, lanes, moreLanes, rollouts, running } = subject;
  return (
    <>
      <h3 class="group">
        <span>
          {name} <small>{`${kinds[kind]} · ${visible(image)}`}</small>
        </span>
      </h3>
      {rollouts.length === 0 ? null : <RolloutLane rollouts={rollouts} axis={axis} />}
      {running === undefined ? null : <TaskLane running={running} axis={axis} />}
      {lanes.map((lane) => (
        <SpanLane lane={lane} axis={axis} />
      ))}
      {moreLanes === 0 ? null : <p class="more">{`… and ${count(moreLanes, 'more lane')} with less to tell`}</p>}
    </>
  );
}

const states: Readonly<Record<RolloutAnalysis['state'], string>> = {
  updating: 'going on',
  paused: 'paused',
  completed: 'completed',
  rollback_started: 'rolled back',
  rollback_paused: 'paused',
  rollback_completed: 'completed',
};

function RolloutLane({ rollouts, axis }: { readonly rollouts: readonly RolloutAnalysis[]; readonly axis: Window }): VNode {
  return (
    <Lane label="rollout" size="rollout">
      {rollouts.map(({ kind, state, startedMs, endedMs, batches, message }) => (
        <>
          <span
            class={`bar rollout-${kind} ${state}`}
            style={placed(axis, startedMs, endedMs ?? axis.untilMs)}
            title={`${kind} ${states[state]}, ${formatTime(startedMs)} – ${endedMs === undefined ? '…' : formatTime(endedMs)}: ${visible(message)}`}
          >
            <span>{`${kind === 'update' ? '» update' : '« rollback'} ${states[state]}`}</span>
          </span>
          {batches.map(({ atMs, tasks }) => (
            <i class="batch" style={placed(axis, atMs)} title={`batch at ${formatTime(atMs)}: ${visible(tasks.join(', '))}`} />
          ))}
        </>
      ))}
    </Lane>
  );
}

function TaskLane({ running: { atMs, versions, most }, axis }: { readonly running: TaskSeries; readonly axis: Window }): VNode {
  const edges = [...atMs, axis.untilMs].map((ms) => drawnAt(axis, ms));
  const names = Object.keys(versions);
  return (
    <Lane label="tasks running" note={versionLegend(names)} size="share">
      <Drawing title="Running tasks by version">
        {stacked(Object.entries(versions), edges, most).map(({ name, path }, index) => (
          <path d={path} fill={`url(#${versionFill(index)})`} data-version={name} />
        ))}
      </Drawing>
      <span class="most">{count(most, 'task')}</span>
    </Lane>
  );
}

function SpanLane({ lane: { label, bars, rows }, axis }: { readonly lane: SubjectLane; readonly axis: Window }): VNode {
  return (
    <Lane label={label} size="bars" rows={rows}>
      {bars.map(({ state, fromMs, untilMs, text, meaning, row, harmless }) => (
        <span
          class={`bar ${state}${harmless === true ? ' harmless' : ''}`}
          style={`${placed(axis, fromMs, untilMs)};--row:${row}`}
          title={`${meaning}, ${state === 'exited' ? `at ${formatTime(fromMs)}` : `${formatTime(fromMs)} – ${formatTime(untilMs)}`}`}
        >
          {state === 'exited' ? <b>✗</b> : null}
          <span>{`${stateMarks[state]}${text}`}</span>
        </span>
      ))}
    </Lane>
  );
}

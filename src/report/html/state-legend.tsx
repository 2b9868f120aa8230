import type { VNode } from 'preact';
import type { Bar } from './bars.ts';
import type { ReportData } from './report-data.ts';

/** What stands before the text of a bar, so that its state can be told without its colour. */
export const stateMarks: Readonly<Record<Bar['state'], string>> = {
  running: '',
  starting: '… ',
  unhealthy: '! ',
  paused: '‖ ',
  dead: '',
  exited: '',
};

const states = [
  ['running', 'running'],
  ['starting', 'health check starting'],
  ['unhealthy', 'unhealthy'],
  ['paused', 'paused'],
  ['dead', 'not running'],
  ['exited', 'exit, with its code'],
] as const satisfies readonly (readonly [Bar['state'], string])[];

/** What the bars and shades of the picture stand for, as far as they occur in it. */
export function StateLegend({ data: { subjects, loads, faults } }: { readonly data: ReportData }): VNode {
  const used = new Set(subjects.flatMap(({ lanes }) => lanes.flatMap(({ bars }) => bars.map(({ state }) => state))));
  const streams = loads.flatMap((load) => load.streams);
  return (
    <p class="legend">
      {states
        .filter(([state]) => used.has(state))
        .map(([state, text]) => (
          <span>
            <i class={`bar ${state}`}>{state === 'exited' ? <b>✗</b> : null}</i>
            {text}
          </span>
        ))}
      {subjects.some(({ rollouts }) => rollouts.some(({ batches }) => batches.length > 0)) ? (
        <span>
          <i class="batch" />
          batch of a rollout
        </span>
      ) : null}
      {faults.marks.length > 0 ? (
        <span>
          <i class="fault-line" />
          fault
        </span>
      ) : null}
      {faults.marks.some(({ undoneMs }) => undoneMs !== undefined) ? (
        <span>
          <i class="undo">↩</i>
          undone
        </span>
      ) : null}
      {streams.some(({ outages }) => outages.length > 0) ? (
        <span>
          <i class="outage-shade" />
          outage
        </span>
      ) : null}
      {streams.some(({ spoiled }) => spoiled.length > 0) ? (
        <span>
          <i class="spoiled" />
          not evidence
        </span>
      ) : null}
    </p>
  );
}

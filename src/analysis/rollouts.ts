import type { HistoryEventOf } from '../history/history-event.ts';
import type { RolloutAnalysis, ServiceAnalysis, TaskAnalysis } from './analysis.ts';
import { maxDown } from './max-down.ts';

type Transition = HistoryEventOf<'rollout'>;
type Known = Pick<ServiceAnalysis, 'tasks' | 'running' | 'configurations'>;

const beginning: ReadonlySet<Transition['state']> = new Set(['updating', 'rollback_started']);
/** The updater creates the tasks of one batch within some milliseconds; the next batch waits at least for a task to stop or to start. */
const TOGETHER_MS = 200;

/** Returns the rollouts of a service: each from its beginning to its end, or to the one that took its place. */
export function rolloutsOf(transitions: readonly Transition[], known: Known): RolloutAnalysis[] {
  return groupsOf(transitions).map((own, index, all) => rolloutOf(own, all[index + 1]?.[0], known));
}

/** An end whose beginning was not seen is a rollout too, unless it was over before the run. */
function groupsOf(transitions: readonly Transition[]): [Transition, ...Transition[]][] {
  const groups: [Transition, ...Transition[]][] = [];
  // An inspection may be quicker than the events of what came before.
  for (const transition of transitions.toSorted((left, right) => left.atMs - right.atMs)) {
    const before = groups.at(-1);
    const last = before?.at(-1);
    if (last?.state === transition.state && last.atMs === transition.atMs) continue;
    const goesOn = last !== undefined && beginning.has(last.state);
    if (before !== undefined && goesOn && !beginning.has(transition.state)) before.push(transition);
    else if (beginning.has(transition.state) || transition.atMs > 0) groups.push([transition]);
  }
  return groups;
}

function rolloutOf(own: readonly [Transition, ...Transition[]], next: Transition | undefined, known: Known): RolloutAnalysis {
  const [first] = own;
  const kind = first.state.startsWith('rollback') ? 'rollback' : 'update';
  const rolledBack = kind === 'update' && own.length === 1 && next?.state === 'rollback_started';
  const transitions = rolledBack ? [...own, next] : own;
  const last = transitions.at(-1) ?? first;
  const endedMs = beginning.has(last.state) ? next?.atMs : last.atMs;
  const window = { fromMs: first.atMs, untilMs: endedMs ?? Number.POSITIVE_INFINITY };
  return {
    kind,
    startedMs: first.atMs,
    ...(endedMs === undefined ? {} : { endedMs }),
    state: last.state,
    message: last.message,
    transitions,
    batches: batchesOf(
      known.tasks.filter(({ origin, createdMs }) => origin === 'rollout' && createdMs >= window.fromMs && createdMs < window.untilMs),
    ),
    maxDown: maxDown(known, window),
  };
}

function batchesOf(tasks: readonly TaskAnalysis[]): RolloutAnalysis['batches'] {
  const batches: { atMs: number; lastMs: number; tasks: string[] }[] = [];
  for (const { createdMs, task } of tasks) {
    const batch = batches.at(-1);
    if (batch === undefined || createdMs - batch.lastMs > TOGETHER_MS) {
      batches.push({ atMs: createdMs, lastMs: createdMs, tasks: [task] });
    } else {
      batch.tasks.push(task);
      batch.lastMs = createdMs;
    }
  }
  return batches.map(({ atMs, tasks: together }) => ({ atMs, tasks: together }));
}

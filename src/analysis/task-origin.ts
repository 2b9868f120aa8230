import type { HistoryEventOf } from '../history/history-event.ts';
import type { TaskAnalysis } from './analysis.ts';
import type { TracedTask } from './tasks.ts';

type Configuration = HistoryEventOf<'service'>;
type Transition = HistoryEventOf<'rollout'>;

/** Returns the tasks with the reason why each exists. One that was made before the run is initial. */
export function withOrigins(
  tasks: readonly TracedTask[],
  configurations: readonly Configuration[],
  transitions: readonly Transition[],
): TaskAnalysis[] {
  const latest = new Map<string, TracedTask>();
  return tasks.map((task) => {
    const before = latest.get(task.task);
    latest.set(task.task, task);
    const first = before === undefined || task.createdMs < 0;
    const origin = first ? firstOrigin(task, configurations) : originOf(task, before, { configurations, transitions });
    return { ...task, origin };
  });
}

function firstOrigin({ createdMs }: TracedTask, configurations: readonly Configuration[]): TaskAnalysis['origin'] {
  const [first, ...later] = configurations;
  // The change is written when it was seen, which may be just after Swarm acted on it.
  const scaled = later.find(({ replicas }) => replicas !== first?.replicas);
  return scaled !== undefined && first !== undefined && createdMs > first.t && createdMs >= scaled.t - SEEN_LATE_MS ? 'scale' : 'initial';
}

const SEEN_LATE_MS = 1000;

interface Circumstances {
  readonly configurations: readonly Configuration[];
  readonly transitions: readonly Transition[];
}

/**
 * A task that was still alive is replaced only by an update or a rollback; one that had ended is replaced by Swarm's restart, from whatever
 * spec is the newest then. Only where the restart policy would not act is the replacement of a dead task the rollout's.
 */
function originOf(task: TracedTask, before: TracedTask, { configurations, transitions }: Circumstances): TaskAnalysis['origin'] {
  if (before.states.some(({ desiredState }) => desiredState === 'remove')) return 'scale';
  const rolling = rollingAt(transitions, task.createdMs);
  const known = task.specVersion !== undefined && before.specVersion !== undefined;
  const changed = known ? task.specVersion !== before.specVersion : task.image !== before.image || rolling;
  if (!changed) return 'restart';
  const alive = before.endedMs === undefined || before.endedMs > task.createdMs;
  return alive || (rolling && !restartsAfter(before, configurations)) ? 'rollout' : 'restart';
}

function rollingAt(transitions: readonly Transition[], atMs: number): boolean {
  const state = transitions.findLast((transition) => transition.atMs <= atMs)?.state;
  return state === 'updating' || state === 'rollback_started';
}

function restartsAfter({ exitCode, states, endedMs = 0 }: TracedTask, configurations: readonly Configuration[]): boolean {
  const condition = configurations.findLast(({ t }) => t <= endedMs)?.restart.condition ?? 'any';
  if (condition === 'none') return false;
  return condition === 'any' || !(states.some(({ state }) => state === 'complete') || exitCode === 0);
}

import type { ServiceAnalysis, TaskAnalysis, Window } from './analysis.ts';
import { groupBy } from './group-by.ts';
import { wantedReplicas } from './wanted-replicas.ts';

type Known = Pick<ServiceAnalysis, 'tasks' | 'running' | 'configurations'>;

/** The configuration may be seen that much earlier than the tasks that it asks for. */
const CREATED_LATE_MS = 1000;

/**
 * Returns the most of the wanted tasks that did not run at one instant. A task that scaling up asks for is down only once it has run: before, there was
 * nothing to lose. A global service is to have as many tasks as it had when the time began.
 */
export function maxDown({ tasks, running, configurations }: Known, { fromMs, untilMs }: Window): number {
  const before = running.findLast(({ atMs }) => atMs <= fromMs)?.total ?? 0;
  const scaled = configurations.filter(({ t }) => t > fromMs && t < untilMs).map(({ t }) => t);
  const instants = [fromMs, ...scaled, ...running.map(({ atMs }) => atMs).filter((atMs) => atMs > fromMs && atMs < untilMs)];
  const places = placesOf(tasks);
  const downAt = (instant: number) => {
    const total = running.findLast(({ atMs }) => atMs <= instant)?.total ?? 0;
    const wanted = wantedReplicas(configurations, instant);
    return (wanted === undefined ? before : Math.min(wanted, toLose(places, wanted, instant))) - total;
  };
  return instants.reduce((most, instant) => Math.max(most, downAt(instant)), 0);
}

/** A slot from when it was asked for until scaling down takes it away. */
interface Place {
  readonly byScaling: boolean;
  readonly createdMs: number;
  readonly ranMs: number;
  readonly removedMs: number;
}

/** Returns how many of the wanted tasks have ever run, or should have from the beginning. */
function toLose(places: readonly Place[], wanted: number, instant: number): number {
  const there = places.filter(({ removedMs }) => removedMs > instant);
  const everRan = there.filter(({ ranMs }) => ranMs <= instant).length;
  const coming = there.filter(
    ({ byScaling, createdMs, ranMs }) => byScaling && createdMs <= instant + CREATED_LATE_MS && ranMs > instant,
  ).length;
  return Math.max(everRan, wanted - coming);
}

function placesOf(tasks: readonly TaskAnalysis[]): Place[] {
  return [...groupBy(tasks, ({ task }) => task).values()].flatMap((slot) => {
    const starts = slot.flatMap(({ origin }, index) => (index === 0 || origin === 'scale' ? [index] : []));
    return starts.flatMap((start, index) => placeOf(slot.slice(start, starts[index + 1])));
  });
}

function placeOf(tasks: readonly TaskAnalysis[]): Place[] {
  const [first] = tasks;
  if (first === undefined) return [];
  const ran = tasks.map(({ runningMs = Number.POSITIVE_INFINITY }) => runningMs);
  const removed = tasks.flatMap(({ states }) => states.filter(({ desiredState }) => desiredState === 'remove').map(({ atMs }) => atMs));
  return [
    {
      byScaling: first.origin === 'scale',
      createdMs: first.createdMs,
      ranMs: Math.min(...ran),
      removedMs: Math.min(Number.POSITIVE_INFINITY, ...removed),
    },
  ];
}

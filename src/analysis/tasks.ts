import type { HistoryEventOf } from '../history/history-event.ts';
import { lastTaskStates } from '../scenario/task-states.ts';
import type { TaskAnalysis } from './analysis.ts';
import type { ContainerEvent } from './container-event.ts';
import { groupBy } from './group-by.ts';
import { taskContainerName } from './task-container-name.ts';

type TaskEventOf = HistoryEventOf<'task'>;
type EngineEventOf = HistoryEventOf<'engine-event'>;

/** A task before it is known why it exists. */
export type TracedTask = Omit<TaskAnalysis, 'origin'>;

const deadly: ReadonlySet<string> = new Set(['die', 'destroy']);

/** Returns every task that the history names, by creation. The death of its container, which comes first, ends it. */
export function tasksOf(events: readonly TaskEventOf[], containerEvents: readonly ContainerEvent[]): TracedTask[] {
  const byId = groupBy(events, ({ taskId }) => taskId);
  const engine = groupBy(
    containerEvents.filter((event) => event.type === 'engine-event'),
    ({ container }) => container,
  );
  return [...byId.values()]
    .map((own) => taskOf(own, engine))
    .toSorted((left, right) => left.createdMs - right.createdMs || (left.states[0]?.seq ?? 0) - (right.states[0]?.seq ?? 0));
}

function taskOf(own: readonly TaskEventOf[], engine: ReadonlyMap<string, readonly EngineEventOf[]>): TracedTask {
  const last = own.at(-1);
  if (last === undefined) throw new RangeError('A task has at least one event.');
  const { taskId, task, slot, node, image, version, createdMs, specVersion } = last;
  const told = own.findLast(({ container }) => container !== undefined)?.container;
  const deaths = engine.get(told ?? taskContainerName(last))?.filter(({ action }) => deadly.has(action)) ?? [];
  const container = told ?? deaths[0]?.container;
  const exitCode = own.findLast((event) => event.exitCode !== undefined)?.exitCode ?? codeOf(deaths);
  const states = statesOf(own);
  const running = states.find(({ state }) => state === 'running');
  const end = firstOf([...states.filter(({ state }) => lastTaskStates.has(state)), ...deaths]);
  return {
    taskId,
    task,
    ...(slot === undefined ? {} : { slot }),
    node,
    image,
    version,
    createdMs,
    states,
    ...(running === undefined ? {} : { runningMs: running.atMs, runningSeq: running.seq }),
    ...(end === undefined ? {} : { endedMs: end.atMs, endedSeq: end.seq }),
    error: own.findLast(({ error }) => error !== '')?.error ?? '',
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(container === undefined ? {} : { container }),
    ...(specVersion === undefined ? {} : { specVersion }),
  };
}

/** The engine dates a state; a change of what is desired is known only from when it was seen. */
function statesOf(own: readonly TaskEventOf[]): TaskAnalysis['states'] {
  return own.flatMap(({ state, desiredState, atMs, t, seq }, index) => {
    const before = own[index - 1];
    const sameState = before?.state === state;
    if (sameState && before.desiredState === desiredState) return [];
    return [{ state, desiredState, atMs: sameState ? t : atMs, seq }];
  });
}

function codeOf(deaths: readonly EngineEventOf[]): number | undefined {
  const code = deaths.find(({ action }) => action === 'die')?.exitCode;
  return code === undefined || Number.isNaN(code) ? undefined : code;
}

function firstOf<T extends { readonly atMs: number; readonly seq: number }>(all: readonly T[]): T | undefined {
  return all.toSorted((left, right) => left.atMs - right.atMs)[0];
}

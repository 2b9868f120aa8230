import type { ContainerSnapshot, Engine } from '../engine/engine.ts';
import type { ContainerState } from '../history/history-event.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';

/** Inspects a container and writes what it is into the history. Returns the snapshot, undefined when there is none. */
export async function recordState(
  context: Pick<RunContext, 'engine' | 'recorder'>,
  container: SubjectContainer,
  reason: string,
  engine: Engine = context.engine,
): Promise<ContainerSnapshot | undefined> {
  const snapshot = container.id === '' ? undefined : await engine.inspectContainer(container.id);
  context.recorder.append({ type: 'container-state', subject: container.subject, container: container.name, reason, ...stateOf(snapshot) });
  return snapshot;
}

/** Returns a snapshot in the words of the history. */
export function stateOf(snapshot: ContainerSnapshot | undefined): Pick<ContainerState, 'status'> & Partial<ContainerState> {
  if (snapshot === undefined) return { status: 'absent' };
  const { status, exitCode, oomKilled, error, restartCount, health } = snapshot;
  return { status, exitCode, oomKilled, error, restartCount, health };
}

import type { EngineEvent } from '../engine/engine.ts';
import type { EngineEventRecord } from '../history/history-event.ts';
import { adopt, attaches } from './attach-subject.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';

/** Events that say nothing about a container's life and come by the dozen. */
const ignored = new Set([
  'exec_create',
  'exec_start',
  'attach',
  'resize',
  'top',
  'archive-path',
  'extract-to-dir',
  'copy',
  'export',
  'commit',
]);

/** Follows the engine's events until `signal` aborts and writes those about the run's containers into the history. */
export async function watchEvents(context: RunContext, containers: SubjectContainers, sinceMs: number, signal: AbortSignal): Promise<void> {
  try {
    for await (const item of context.engine.events({ sinceMs, signal })) {
      if (item.kind === 'resumed') context.recorder.append({ type: 'events-resumed', lostMs: item.lostMs, gap: item.gap });
      else if (item.event.objectType === 'container') await record(context, containers, item.event);
    }
  } catch (error) {
    if (!signal.aborted) context.abort(new RunAbort('failed', error));
  }
}

async function record(context: RunContext, containers: SubjectContainers, event: EngineEvent): Promise<void> {
  const container = containers.withId(event.id) ?? (await adoptNew(context, containers, event));
  const action = event.action.split(':')[0] ?? event.action;
  if (container === undefined || ignored.has(action)) return;
  if (action === 'start') {
    container.incarnation += 1;
    container.oomInThisLife = false;
  }
  if (action === 'oom') container.oomInThisLife = true;
  context.recorder.append({
    type: 'engine-event',
    subject: container.subject,
    container: container.name,
    incarnation: container.incarnation,
    action,
    atMs: context.clock.fromWallMs(event.epochMs),
    ...detailsOf(event, container, action),
  });
}

function detailsOf(
  event: EngineEvent,
  container: SubjectContainer,
  action: string,
): Partial<Pick<EngineEventRecord, 'exitCode' | 'signal' | 'health' | 'oomKilled'>> {
  const { exitCode, signal, health } = event.attributes;
  switch (action) {
    case 'die':
      return { exitCode: Number(exitCode ?? Number.NaN), oomKilled: container.oomInThisLife };
    case 'exec_die':
      return exitCode === undefined ? {} : { exitCode: Number(exitCode) };
    case 'kill':
      return signal === undefined ? {} : { signal: Number(signal) };
    case 'health_status':
      return health === 'healthy' || health === 'unhealthy' || health === 'starting' ? { health } : {};
    default:
      return {};
  }
}

/** A container that appears while we watch, and that an `attach:` asks for, becomes one of its subject's. */
async function adoptNew(context: RunContext, containers: SubjectContainers, event: EngineEvent): Promise<SubjectContainer | undefined> {
  if (event.action !== 'create' && event.action !== 'start') return undefined;
  for (const [name, subject] of Object.entries(context.scenario.subjects)) {
    if (subject.kind !== 'attached' || !attaches(subject, event.attributes)) continue;
    const snapshot = await context.engine.inspectContainer(event.id);
    if (snapshot === undefined) return undefined;
    adopt(containers, name, subject, snapshot);
    const container = containers.withId(event.id);
    // Its `start` is counted when that event is recorded, so a container adopted on the way has had no life yet.
    if (container !== undefined) container.incarnation = 0;
    return container;
  }
  return undefined;
}

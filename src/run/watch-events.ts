import type { EngineEvent } from '../engine/engine.ts';
import type { EngineEventRecord } from '../history/history-event.ts';
import { adopt, attaches } from './attach-subject.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';
import type { SubjectServices } from './subject-service.ts';
import { registerTaskContainer, taskContainerOfEvent, uninspected } from './task-containers.ts';
import type { TaskWatcher } from './watch-tasks.ts';

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

export interface Watching {
  readonly context: RunContext;
  readonly containers: SubjectContainers;
  readonly services: SubjectServices;
  readonly tasks: TaskWatcher;
}

/** Follows the engine's events until `signal` aborts and writes those about the run's containers into the history. */
export async function watchEvents(watching: Watching, sinceMs: number, signal: AbortSignal): Promise<void> {
  const { context, tasks } = watching;
  try {
    for await (const item of context.engine.events({ sinceMs, signal })) {
      if (item.kind === 'resumed') {
        context.recorder.append({ type: 'events-resumed', lostMs: item.lostMs, gap: item.gap });
        tasks.lookAtAll();
      } else {
        tasks.onEvent(item.event);
        if (item.event.objectType === 'container') await record(watching, item.event);
      }
    }
  } catch (error) {
    if (!signal.aborted) context.abort(new RunAbort('failed', error));
  }
}

async function record(watching: Watching, event: EngineEvent): Promise<void> {
  const { context, containers } = watching;
  const container = containers.withId(event.id) ?? (await taskContainer(watching, event)) ?? (await adoptNew(context, containers, event));
  const action = event.action.split(':')[0] ?? event.action;
  if (container === undefined || ignored.has(action)) return;
  if (action === 'start') {
    container.incarnation += 1;
    container.oomInThisLife = false;
    if (container.health !== 'none') container.health = 'starting';
  }
  if (action === 'oom') container.oomInThisLife = true;
  const details = detailsOf(event, container, action);
  container.health = details.health ?? container.health;
  context.recorder.append({
    type: 'engine-event',
    subject: container.subject,
    container: container.name,
    incarnation: container.incarnation,
    action,
    atMs: context.clock.fromWallMs(event.epochMs),
    ...details,
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

/** The container of a task is known by what its events tell, before Swarm lists the task with it. */
async function taskContainer(
  { context, containers, services, tasks }: Watching,
  event: EngineEvent,
): Promise<SubjectContainer | undefined> {
  const found = taskContainerOfEvent(context, services, tasks.nodes, event);
  const spec = found === undefined ? undefined : context.scenario.subjects[found.subject];
  if (found === undefined || spec === undefined) return undefined;
  const made = { image: await tasks.images.of(found.image), service: services.of(found.subject)?.snapshot };
  return registerTaskContainer(context, containers, found, uninspected(found, spec, made));
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

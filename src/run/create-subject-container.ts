import { EngineRefusal } from '../engine/engine-refusal.ts';
import { REPLICA_LABEL, RUN_LABEL, SUBJECT_LABEL } from '../engine/labels.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { ContainerSubject } from '../scenario/scenario.ts';
import { isPortTaken, portTaken } from './port-taken.ts';
import { stateOf } from './record-state.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';

const PORT_ATTEMPTS = 5;

/**
 * Creates the container of a subject (without starting it) and gives it its id. What the engine refuses goes into the history
 * in its own words before it is thrown as EngineRefusal.
 */
export async function createSubjectContainer(
  context: RunContext,
  containers: SubjectContainers,
  container: SubjectContainer,
  subject: ContainerSubject,
  networks: readonly string[],
): Promise<void> {
  const { runId, engine } = context;
  const replica = container.name.slice(container.subject.length + 1);
  try {
    const { id, warnings } = await engine.createContainer({
      name: `faultline-${runId}-${container.subject}-${replica}`,
      spec: subject.spec,
      image: container.image,
      labels: { [RUN_LABEL]: runId, [SUBJECT_LABEL]: container.subject, [REPLICA_LABEL]: replica },
      publish: await publishedPorts(context, subject),
      networks: networks.map((name) => ({ name, aliases: [container.subject, container.name] })),
    });
    for (const message of warnings) context.recorder.append({ type: 'warning', code: 'engine', message: `${container.name}: ${message}` });
    const snapshot = await engine.inspectContainer(id);
    if (snapshot === undefined) throw new FaultlineError('ERR_SUBJECT_FAILED', `${container.name} vanished right after it was created.`);
    containers.identify(container, snapshot);
  } catch (error) {
    await recordRefusal(context, container, 'create', error);
    throw error;
  }
}

/** Starts it. When a host port that faultline chose turns out to be taken, creates it again on another one. */
export async function startSubjectContainer(
  context: RunContext,
  containers: SubjectContainers,
  container: SubjectContainer,
  subject: ContainerSubject,
  networks: readonly string[],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await context.engine.startContainer(container.id);
      return;
    } catch (error) {
      const taken = error instanceof EngineRefusal && isPortTaken(error.reason);
      const ours = subject.spec.ports.every((port) => port.host === undefined);
      if (taken && ours && attempt < PORT_ATTEMPTS) {
        await context.engine.removeContainer(container.id);
        await createSubjectContainer(context, containers, container, subject, networks);
        continue;
      }
      await recordRefusal(context, container, 'start', error);
      throw taken ? await portTaken(context.engine, container.name, error.reason, error) : error;
    }
  }
}

async function publishedPorts(context: RunContext, subject: ContainerSubject): Promise<Record<string, number>> {
  const { ports } = subject.spec;
  const free = await context.engine.findFreePorts(ports.filter((port) => port.host === undefined).length);
  let next = 0;
  return Object.fromEntries(ports.map((port) => [`${port.container}/${port.protocol}`, port.host ?? free[next++] ?? 0]));
}

async function recordRefusal(
  context: RunContext,
  container: SubjectContainer,
  operation: 'create' | 'start',
  error: unknown,
): Promise<void> {
  if (!(error instanceof EngineRefusal)) return;
  const { status, reason } = error;
  const snapshot = operation === 'start' ? await context.engine.inspectContainer(container.id) : undefined;
  context.recorder.append({
    type: 'container-state',
    subject: container.subject,
    container: container.name,
    reason: `${operation} refused`,
    ...stateOf(snapshot),
    refused: { operation, status, reason },
  });
}

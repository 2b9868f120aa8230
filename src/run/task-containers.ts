import { effectiveHealthcheck } from '../engine/containers/healthcheck.ts';
import type { ContainerSnapshot, EngineEvent, ImageSnapshot } from '../engine/engine.ts';
import { RUN_LABEL, SUBJECT_LABEL } from '../engine/labels.ts';
import type { ServiceSnapshot } from '../engine/swarm.ts';
import { isService } from '../scenario/needs-swarm.ts';
import type { SubjectSpec } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';
import type { SubjectServices } from './subject-service.ts';
import type { SwarmNodes } from './swarm-nodes.ts';
import { taskContainerName, taskName } from './task-name.ts';

/** A container of a task, as far as it is known before it is inspected. */
export interface TaskContainer {
  readonly subject: string;
  /** The slot's name. */
  readonly task: string;
  readonly taskId: string;
  readonly containerId: string;
  readonly nodeId: string;
  readonly image: string;
  /** Of its container, as far as they are known. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Returns the container of a task, made known under the name the history gives it when it is new.
 */
export function registerTaskContainer(
  context: RunContext,
  containers: SubjectContainers,
  found: TaskContainer,
  snapshot: ContainerSnapshot,
): SubjectContainer {
  const { subject, task, taskId, containerId, nodeId, image } = found;
  const known = containers.withId(containerId);
  if (known !== undefined) return known;
  const spec = context.scenario.subjects[subject];
  if (spec === undefined) throw new RangeError(`There is no subject ${subject}.`);
  const container: SubjectContainer = {
    subject,
    name: taskContainerName(task, taskId),
    spec,
    task: { name: task, id: taskId, nodeId },
    id: containerId,
    labels: {},
    image,
    health: 'none',
    // Its start is not among the events when it ran before they were watched.
    incarnation: snapshot.status === 'running' || snapshot.status === 'paused' ? 1 : 0,
    oomInThisLife: false,
  };
  containers.add(container);
  containers.identify(container, snapshot);
  return container;
}

/** Returns what the attributes of a container's event tell about the task it belongs to; undefined when it is not one of our services'. */
export function taskContainerOfEvent(
  context: RunContext,
  services: SubjectServices,
  nodes: SwarmNodes,
  { id, attributes }: EngineEvent,
): TaskContainer | undefined {
  const serviceId = attributes['com.docker.swarm.service.id'];
  const taskId = attributes['com.docker.swarm.task.id'];
  if (serviceId === undefined || taskId === undefined) return undefined;
  const ours = attributes[RUN_LABEL] === context.runId ? attributes[SUBJECT_LABEL] : undefined;
  const subject = ours ?? services.withId(serviceId)?.subject;
  const spec = subject === undefined ? undefined : context.scenario.subjects[subject];
  if (subject === undefined || spec === undefined || !isService(spec)) return undefined;
  const nodeId = attributes['com.docker.swarm.node.id'] ?? '';
  const slot = slotOf(attributes);
  const task = taskName(subject, { nodeId, ...(slot === undefined ? {} : { slot }) }, nodes);
  return { subject, task, taskId, containerId: id, nodeId, image: attributes['image'] ?? '', labels: attributes };
}

/** The label reads `service.2.taskid`, and `service.nodeid.taskid` for tasks of global services. */
function slotOf(attributes: Readonly<Record<string, string>>): number | undefined {
  const slot = attributes['com.docker.swarm.task.name']?.split('.').at(-2) ?? '';
  return /^\d+$/.test(slot) ? Number(slot) : undefined;
}

/**
 * Returns a new container of a task as its service and its image make it. It is not inspected: while it is being started the engine keeps an
 * inspection waiting, and with it every event behind. Swarm restarts by making a new task: it never has a restart policy of its own.
 */
export function uninspected(
  { containerId, image: reference, labels }: Pick<TaskContainer, 'containerId' | 'image' | 'labels'>,
  spec: SubjectSpec,
  { image, service }: { readonly image: ImageSnapshot | undefined; readonly service: ServiceSnapshot | undefined },
): ContainerSnapshot {
  const written: Pick<ServiceSnapshot, 'healthcheck' | 'stopSignal'> = service ?? (spec.kind === 'service' ? spec.spec : {});
  const healthcheck = effectiveHealthcheck(written.healthcheck, image?.healthcheck);
  const stopSignal = written.stopSignal ?? image?.stopSignal;
  return {
    id: containerId,
    name: '',
    image: reference,
    imageId: image?.id ?? '',
    labels,
    status: 'created',
    pid: 0,
    exitCode: 0,
    oomKilled: false,
    error: '',
    restartCount: 0,
    health: 'none',
    ...(healthcheck === undefined ? {} : { healthcheck }),
    restartPolicy: { name: 'no', maxRetries: 0 },
    ...(stopSignal === undefined ? {} : { stopSignal }),
    hostname: '',
    runsEngine: false,
    autoRemove: false,
    ports: {},
    addresses: {},
  };
}

import type { Engine } from '../engine/engine.ts';
import type { ServiceSnapshot, Swarm, TaskSnapshot } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { isUp } from '../run/subject-service.ts';
import { listNodes, type SwarmNodes } from '../run/swarm-nodes.ts';
import { taskContainerName, taskName, versionOfImage } from '../run/task-name.ts';
import { foundContainer } from '../targets/found-container.ts';
import type { Target } from '../targets/target.ts';
import type { Candidate, FoundSubject } from './candidate.ts';
import { stateText } from './find-containers.ts';
import { ownerText } from './owner.ts';

/** Returns the services that have all labels. */
export async function servicesWith(engine: Engine, labels: readonly string[]): Promise<readonly ServiceSnapshot[]> {
  return (await engine.swarm()).listServices({ labels });
}

/** Returns a service by its full name; undefined when there is none, or when the engine manages no Swarm. */
export async function serviceNamed(engine: Engine, name: string): Promise<ServiceSnapshot | undefined> {
  if (engine.facts.swarm !== 'manager') return undefined;
  const found = await (await engine.swarm()).inspectService(name);
  return found?.name === name || found?.id.startsWith(name) === true ? found : undefined;
}

/** Returns a service as a subject, with its running tasks. */
export async function serviceSubject(engine: Engine, subject: string, snapshot: ServiceSnapshot): Promise<FoundSubject> {
  const swarm = await engine.swarm();
  const nodes = await listNodes(swarm);
  const tasks = (await swarm.listTasks(snapshot.id)).filter((task) => isUp(task) && task.containerId !== '');
  const members = await Promise.all(tasks.map(async (task) => taskCandidate(swarm, nodes, subject, snapshot, task)));
  const { id, name, image, labels, mode, replicas, updateStatus } = snapshot;
  const count = mode === 'global' ? `${tasks.length} tasks, one on each node` : `${tasks.length} of ${replicas ?? 0} tasks`;
  const service: Candidate = {
    target: { kind: 'service', subject, name: subject, id, labels, attached: true },
    title: name,
    image: withoutDigest(image),
    state: updateStatus?.state === 'updating' ? `${count}, updating` : count,
    owner: ownerText(labels),
    sinceMs: 0,
  };
  return { attach: { service: name }, members, service, snapshot };
}

async function taskCandidate(
  swarm: Swarm,
  nodes: SwarmNodes,
  subject: string,
  service: ServiceSnapshot,
  { id, slot, nodeId, image, createdAtMs, containerId, ...rest }: TaskSnapshot,
): Promise<Candidate> {
  const name = taskName(subject, { nodeId, ...(slot !== undefined && { slot }) }, nodes);
  const container = await inspectOn(swarm, nodeId, containerId);
  const node = nodes.get(nodeId)?.hostname;
  const target: Target = {
    kind: 'task',
    subject,
    name: taskContainerName(name, id),
    id: containerId,
    labels: container?.labels ?? {},
    attached: true,
    serviceLabels: service.labels,
    ...(container !== undefined && { found: foundContainer(container) }),
    task: {
      id,
      name,
      ...(slot !== undefined && { slot }),
      nodeId,
      ...(node !== undefined && { node }),
      image,
      version: versionOfImage(image),
      health: container?.health ?? 'none',
      createdAtMs,
    },
  };
  return {
    target,
    title: `${service.name}.${slot ?? node ?? nodeId}`,
    image: withoutDigest(image),
    state: container === undefined ? rest.state : stateText(container),
    owner: ownerText({ ...service.labels, ...container?.labels }),
    sinceMs: createdAtMs,
  };
}

/** Undefined on a node that cannot be reached from here, too: what Swarm says of the task has to do then. */
async function inspectOn(swarm: Swarm, nodeId: string, containerId: string) {
  try {
    return await (await swarm.engineOf(nodeId)).inspectContainer(containerId);
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_CAPABILITY_MISSING') return undefined;
    throw error;
  }
}

function withoutDigest(image: string): string {
  return image.split('@', 1)[0] ?? image;
}

import type { TaskSnapshot } from '../engine/swarm.ts';
import type { SwarmNodes } from './swarm-nodes.ts';

const SHORT_ID = 7;

/** Returns the slot's name: `web.2`, or for a task of a global service `web.` and its node's host name. */
export function taskName(subject: string, { slot, nodeId }: Pick<TaskSnapshot, 'slot' | 'nodeId'>, nodes: SwarmNodes): string {
  return `${subject}.${slot ?? nodes.get(nodeId)?.hostname ?? nodeId.slice(0, SHORT_ID)}`;
}

/** Returns the name that the history gives a task's container: `web.2.u5kdqx1`. */
export function taskContainerName(task: string, taskId: string): string {
  return `${task}.${taskId.slice(0, SHORT_ID)}`;
}

/** Returns the version that an image's tag tells, without a v before a digit: '2' of 'faultline/webserver:v2@sha256:…'; no tag means latest. */
export function versionOfImage(image: string): string {
  const [reference = ''] = image.split('@');
  const tag = /:([^/:]+)$/.exec(reference)?.[1] ?? 'latest';
  return tag.replace(/^v(?=\d)/, '');
}

import { formatDuration } from './format-duration.ts';
import type { AttachedContainerSubject, ContainerSubject, ServiceSubject, SubjectSpec } from './scenario.ts';

/** Returns what a subject is, in a line of the plan. */
export function describeSubject(subject: SubjectSpec): string {
  switch (subject.kind) {
    case 'container':
      return describeContainer(subject);
    case 'service':
      return describeService(subject);
    case 'attached':
      return describeAttached(subject);
    case 'attached-service':
      return `attached to service ${subject.service}${subject.stack === undefined ? '' : ` of stack ${subject.stack}`}`;
  }
}

function describeContainer({ spec, scale, start, autoheal }: ContainerSubject): string {
  const count = scale === 1 ? '' : `${scale} × `;
  const retries = spec.restart.maxRetries === undefined ? '' : `:${spec.restart.maxRetries}`;
  return `${count}${source(spec)}, restart ${spec.restart.name}${retries}${start === 'manual' ? ', started by a step' : ''}${healing(autoheal)}`;
}

function describeService({ spec }: ServiceSubject): string {
  const { mode, replicas, restartPolicy, updateConfig } = spec.deploy;
  const count = mode === 'global' ? 'on every node' : `${replicas} ${replicas === 1 ? 'task' : 'tasks'}`;
  const delay = restartPolicy?.delayMs === undefined ? '' : ` after ${formatDuration(restartPolicy.delayMs)}`;
  const order = updateConfig?.order === undefined ? '' : `, updated ${updateConfig.order}`;
  return `service of ${source(spec)}, ${count}, restart ${restartPolicy?.condition ?? 'any'}${delay}${order}`;
}

function describeAttached({ container, containers, label, autoheal }: AttachedContainerSubject): string {
  return `attached to ${container ?? containers?.join(', ') ?? `every container with label ${label ?? ''}`}${healing(autoheal)}`;
}

function source({ image, build }: ContainerSubject['spec'] | ServiceSubject['spec']): string {
  return image ?? `built from ${build?.context ?? ''}`;
}

function healing(autoheal: boolean): string {
  return autoheal ? ', restarted when unhealthy' : '';
}

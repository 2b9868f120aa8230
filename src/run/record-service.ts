import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock/clock.ts';
import type { ServiceSnapshot, TaskSnapshot } from '../engine/swarm.ts';
import type { RolloutEvent, ServiceEvent, TaskEvent } from '../history/history-event.ts';
import type { UpdateConfig } from '../scenario/service-spec.ts';
import type { SubjectService } from './subject-service.ts';
import { taskContainerName, versionOfImage } from './task-name.ts';

/** Returns what a service is configured to be, in the words of the history. */
export function serviceEvent({ subject, spec, swarm, snapshot }: SubjectService): ServiceEvent {
  const { id, name, image, mode, replicas, endpointMode, versionIndex, updateConfig, rollbackConfig, restartPolicy, healthcheck } =
    snapshot;
  return {
    type: 'service',
    subject,
    kind: spec.kind,
    id,
    name,
    image,
    mode,
    ...(replicas === undefined ? {} : { replicas }),
    endpointMode,
    specVersion: versionIndex,
    update: updateConfig,
    rollback: rollbackConfig,
    restart: restartPolicy,
    stopGracePeriodMs: snapshot.stopGracePeriodMs,
    ...(healthcheck === undefined ? {} : { healthcheck: timing(healthcheck) }),
    taskHistoryLimit: swarm.taskHistoryLimit,
    ...(spec.kind === 'service' ? { written: writtenSettings(spec.spec.deploy) } : {}),
  };
}

/** Returns whether two service events say the same, whatever version of the object they were read from. */
export function sameConfiguration(one: ServiceEvent, other: ServiceEvent): boolean {
  return isDeepStrictEqual({ ...one, specVersion: 0 }, { ...other, specVersion: 0 });
}

/** Returns the update status of a service as an event, dated by the engine where it tells when; undefined when it was never updated. */
export function rolloutEvent(subject: string, { updateStatus }: ServiceSnapshot, clock: Clock): RolloutEvent | undefined {
  if (updateStatus === undefined) return undefined;
  const { state, message, startedAtMs, completedAtMs } = updateStatus;
  // A rollback that Swarm began by itself keeps the time at which the update started.
  const epochMs = state === 'updating' ? startedAtMs : completedAtMs;
  return { type: 'rollout', subject, state, message, atMs: epochMs === undefined ? clock.now() : clock.fromWallMs(epochMs) };
}

export interface TaskNames {
  /** The slot's name. */
  readonly task: string;
  /** Host name of the node, or its id where that is all there is. */
  readonly node: string;
}

/** Returns a task as it is now, in the words of the history. */
export function taskEvent(subject: string, { task, node }: TaskNames, snapshot: TaskSnapshot, clock: Clock): TaskEvent {
  const { id, slot, image, state, desiredState, message, error, exitCode, containerId, specVersion } = snapshot;
  return {
    type: 'task',
    subject,
    task,
    taskId: id,
    ...(slot === undefined ? {} : { slot }),
    node,
    image,
    version: versionOfImage(image),
    state,
    desiredState,
    message,
    error,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(containerId === '' ? {} : { container: taskContainerName(task, id) }),
    atMs: clock.fromWallMs(snapshot.stateAtMs),
    createdMs: clock.fromWallMs(snapshot.createdAtMs),
    ...(specVersion === undefined ? {} : { specVersion }),
  };
}

const words: Readonly<Record<keyof UpdateConfig, string>> = {
  parallelism: 'parallelism',
  delayMs: 'delay',
  failureAction: 'failure_action',
  monitorMs: 'monitor',
  maxFailureRatio: 'max_failure_ratio',
  order: 'order',
};

/** Returns the update settings that the scenario wrote itself: `update_config.order`, `rollback_config.monitor`. */
function writtenSettings(deploy: { readonly updateConfig?: UpdateConfig; readonly rollbackConfig?: UpdateConfig }): string[] {
  const written = (section: string, config: UpdateConfig = {}) =>
    Object.entries(words).flatMap(([key, word]) => (Object.hasOwn(config, key) ? [`${section}.${word}`] : []));
  return [...written('update_config', deploy.updateConfig), ...written('rollback_config', deploy.rollbackConfig)];
}

function timing({ intervalMs, timeoutMs, retries, startPeriodMs }: NonNullable<ServiceSnapshot['healthcheck']>) {
  return { intervalMs, timeoutMs, retries, startPeriodMs };
}

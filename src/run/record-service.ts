import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock/clock.ts';
import { effectiveHealthcheck } from '../engine/containers/healthcheck.ts';
import type { ServiceSnapshot, TaskSnapshot } from '../engine/swarm.ts';
import type { RolloutEvent, ServiceEvent, TaskEvent } from '../history/history-event.ts';
import type { UpdateConfig } from '../scenario/service-spec.ts';
import type { SubjectService } from './subject-service.ts';
import { taskContainerName, versionOfImage } from './task-name.ts';

/** Returns what a service is configured to be, in the words of the history. */
export function serviceEvent({ subject, spec, swarm, snapshot, image: found, specVersions }: SubjectService): ServiceEvent {
  const { id, name, image, mode, replicas, endpointMode, updateConfig, rollbackConfig, restartPolicy } = snapshot;
  const healthcheck = effectiveHealthcheck(snapshot.healthcheck, found?.healthcheck);
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
    specVersion: specVersions.of(snapshot.taskSpec) ?? snapshot.versionIndex,
    update: updateConfig,
    rollback: rollbackConfig,
    restart: restartPolicy,
    stopGracePeriodMs: snapshot.stopGracePeriodMs,
    ...(healthcheck === undefined ? {} : { healthcheck: timing(healthcheck) }),
    taskHistoryLimit: swarm.taskHistoryLimit,
    ...(spec.kind === 'service' ? { written: writtenSettings(spec.spec.deploy) } : {}),
  };
}

/** Returns whether two service events say the same. */
export function sameConfiguration(one: ServiceEvent, other: ServiceEvent): boolean {
  return isDeepStrictEqual(one, other);
}

/**
 * Returns the update status of a service as an event, dated by the engine where it tells when; undefined when it was never updated.
 * @param askedMs when the inspection was asked for: a busy machine may hand over its answer after what came next
 */
export function rolloutEvent(subject: string, { updateStatus }: ServiceSnapshot, clock: Clock, askedMs: number): RolloutEvent | undefined {
  if (updateStatus === undefined) return undefined;
  const { state, message, startedAtMs, completedAtMs } = updateStatus;
  // A rollback that Swarm began by itself keeps the time at which the update started.
  const epochMs = state === 'updating' ? startedAtMs : completedAtMs;
  const begunMs = startedAtMs === undefined ? askedMs : clock.fromWallMs(startedAtMs);
  return { type: 'rollout', subject, state, message, atMs: epochMs === undefined ? Math.max(askedMs, begunMs) : clock.fromWallMs(epochMs) };
}

/** What the history says of a task that Swarm's listing does not. */
export interface TaskNames {
  /** The slot's name. */
  readonly task: string;
  /** Host name of the node, or its id where that is all there is. */
  readonly node: string;
  /** Undefined for a task made from a spec that the run has not seen. */
  readonly specVersion: number | undefined;
}

/** Returns a task as it is now, in the words of the history. */
export function taskEvent(subject: string, { task, node, specVersion }: TaskNames, snapshot: TaskSnapshot, clock: Clock): TaskEvent {
  const { id, slot, image, state, desiredState, message, error, exitCode, containerId } = snapshot;
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

function timing({ intervalMs, timeoutMs, retries, startPeriodMs }: NonNullable<ReturnType<typeof effectiveHealthcheck>>) {
  return { intervalMs, timeoutMs, retries, startPeriodMs };
}

import { healthcheckSpecOf } from '../containers/healthcheck.ts';
import { parseEngineTime } from '../containers/engine-time.ts';
import { fromNs } from '../containers/nanoseconds.ts';
import type { ServiceSnapshot, UpdateState } from '../swarm.ts';
import { taskSpecDigest } from './task-spec-digest.ts';
import type { ServiceInspect, SwarmRestartPolicy, SwarmUpdateConfig } from './service-schema.ts';

/** What Swarm does where a spec says nothing. @see https://github.com/moby/swarmkit/blob/master/api/defaults/service.go */
const DEFAULT_STOP_GRACE_PERIOD_MS = 10_000;
const DEFAULT_RESTART_DELAY_MS = 5000;
const DEFAULT_MONITOR_MS = 5000;
const DEFAULT_PARALLELISM = 1;

const UPDATE_STATES: readonly UpdateState[] = [
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
];

/** Returns the service in the words of the domain, with Swarm's defaults for what its spec leaves out. */
export function serviceSnapshot(service: ServiceInspect): ServiceSnapshot {
  const { Spec: spec } = service;
  const container = spec.TaskTemplate.ContainerSpec;
  return {
    id: service.ID,
    name: spec.Name,
    labels: spec.Labels ?? {},
    versionIndex: service.Version.Index,
    image: container?.Image ?? '',
    taskSpec: taskSpecDigest(spec.TaskTemplate),
    ...modeOf(spec.Mode),
    endpointMode: spec.EndpointSpec?.Mode === 'dnsrr' ? 'dnsrr' : 'vip',
    ...updateStatusOf(service.UpdateStatus),
    hasPreviousSpec: Boolean(service.PreviousSpec),
    updateConfig: updateConfigOf(spec.UpdateConfig),
    rollbackConfig: updateConfigOf(spec.RollbackConfig),
    restartPolicy: restartPolicyOf(spec.TaskTemplate.RestartPolicy),
    stopGracePeriodMs: durationMs(container?.StopGracePeriod, DEFAULT_STOP_GRACE_PERIOD_MS),
    ...healthcheckPart(container?.Healthcheck),
    ...(container?.StopSignal ? { stopSignal: container.StopSignal } : {}),
    ingressPorts: ingressPortsOf(service),
  };
}

function healthcheckPart(written: Parameters<typeof healthcheckSpecOf>[0]): Pick<ServiceSnapshot, 'healthcheck'> {
  const healthcheck = healthcheckSpecOf(written);
  return healthcheck === undefined ? {} : { healthcheck };
}

/** A job counts as the service that spreads its tasks the same way. */
function modeOf(mode: ServiceInspect['Spec']['Mode']): Pick<ServiceSnapshot, 'mode' | 'replicas'> {
  if (mode.Global || mode.GlobalJob) return { mode: 'global' };
  return { mode: 'replicated', replicas: mode.Replicated?.Replicas ?? mode.ReplicatedJob?.TotalCompletions ?? 1 };
}

/** A service that was never updated has no status, or one without a state. */
function updateStatusOf(status: ServiceInspect['UpdateStatus']): Pick<ServiceSnapshot, 'updateStatus'> {
  const state = status?.State;
  if (!status || !isUpdateState(state)) return {};
  const startedAtMs = parseEngineTime(status.StartedAt ?? '');
  const completedAtMs = parseEngineTime(status.CompletedAt ?? '');
  return {
    updateStatus: {
      state,
      message: status.Message ?? '',
      ...(startedAtMs === undefined ? {} : { startedAtMs }),
      ...(completedAtMs === undefined ? {} : { completedAtMs }),
    },
  };
}

function isUpdateState(state: string | null | undefined): state is UpdateState {
  return UPDATE_STATES.some((known) => known === state);
}

/** In a config that is given, parallelism 0 is all at once; a monitor of 0 is the default. */
function updateConfigOf(config: SwarmUpdateConfig | null | undefined): ServiceSnapshot['updateConfig'] {
  const monitorMs = durationMs(config?.Monitor, DEFAULT_MONITOR_MS);
  return {
    parallelism: config ? (config.Parallelism ?? 0) : DEFAULT_PARALLELISM,
    delayMs: durationMs(config?.Delay, 0),
    failureAction: config?.FailureAction === 'continue' || config?.FailureAction === 'rollback' ? config.FailureAction : 'pause',
    monitorMs: monitorMs === 0 ? DEFAULT_MONITOR_MS : monitorMs,
    maxFailureRatio: config?.MaxFailureRatio ?? 0,
    order: config?.Order === 'start-first' ? 'start-first' : 'stop-first',
  };
}

function restartPolicyOf(policy: SwarmRestartPolicy | null | undefined): ServiceSnapshot['restartPolicy'] {
  const condition = policy?.Condition;
  return {
    condition: condition === 'none' || condition === 'on-failure' ? condition : 'any',
    delayMs: durationMs(policy?.Delay, DEFAULT_RESTART_DELAY_MS),
    maxAttempts: policy?.MaxAttempts ?? 0,
    windowMs: durationMs(policy?.Window, 0),
  };
}

function durationMs(ns: number | null | undefined, standardMs: number): number {
  return ns === null || ns === undefined ? standardMs : fromNs(ns);
}

function ingressPortsOf({ Endpoint: endpoint }: ServiceInspect): Record<string, number> {
  const ports: Record<string, number> = {};
  for (const { Protocol: protocol, TargetPort: target, PublishedPort: published, PublishMode: mode } of endpoint?.Ports ?? []) {
    if (mode !== 'host' && published) ports[`${target}/${protocol}`] = published;
  }
  return ports;
}

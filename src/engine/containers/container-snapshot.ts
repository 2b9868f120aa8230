import { z } from 'zod';
import type { ContainerSnapshot, ContainerStatus, HealthStatus } from '../engine.ts';
import { parseEngineTime } from './engine-time.ts';
import { firstShell } from './first-shell.ts';
import { runsEngine } from './runs-engine.ts';
import { healthcheckOf, healthcheckSchema } from './healthcheck.ts';

const text = z.string().nullish();
const number = z.number().nullish();
const labels = z.record(z.string(), z.string()).nullish();

/** The part of GET /containers/{id}/json that faultline reads. */
const inspectSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Image: z.string(),
  Path: text,
  Args: z.array(z.string()).nullish(),
  RestartCount: z.number(),
  State: z.object({
    Status: z.string(),
    Pid: z.number(),
    ExitCode: z.number(),
    OOMKilled: z.boolean(),
    Error: text,
    StartedAt: text,
    FinishedAt: text,
    Health: z.object({ Status: z.string() }).nullish(),
  }),
  Config: z.object({
    Image: z.string(),
    Labels: labels,
    StopSignal: text,
    Tty: z.boolean(),
    Hostname: text,
    Healthcheck: healthcheckSchema.nullish(),
  }),
  HostConfig: z.object({ AutoRemove: z.boolean(), RestartPolicy: z.object({ Name: text, MaximumRetryCount: number }).nullish() }),
  NetworkSettings: z.object({
    Ports: z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullish()).nullish(),
    Networks: z.record(z.string(), z.object({ IPAddress: text })).nullish(),
  }),
});

export type ContainerInspect = z.infer<typeof inspectSchema>;

/** Returns what the engine says of a container, checked. */
export function parseInspect(body: unknown): ContainerInspect {
  return inspectSchema.parse(body);
}

/** Returns the container in the words of the domain. */
export function containerSnapshot(inspect: ContainerInspect): ContainerSnapshot {
  const { State: state, Config: config, HostConfig: host } = inspect;
  const startedAtMs = parseEngineTime(state.StartedAt ?? '');
  const finishedAtMs = parseEngineTime(state.FinishedAt ?? '');
  return {
    id: inspect.Id,
    name: inspect.Name.replace(/^\//, ''),
    image: config.Image,
    imageId: inspect.Image,
    labels: config.Labels ?? {},
    status: parseStatus(state.Status),
    pid: state.Pid,
    exitCode: state.ExitCode,
    oomKilled: state.OOMKilled,
    error: state.Error ?? '',
    restartCount: inspect.RestartCount,
    health: parseHealth(state.Health?.Status),
    ...healthcheckOf(config.Healthcheck),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(finishedAtMs === undefined ? {} : { finishedAtMs }),
    restartPolicy: restartPolicyOf(host.RestartPolicy),
    ...(config.StopSignal ? { stopSignal: config.StopSignal } : {}),
    ...firstShell(inspect.Path ?? '', inspect.Args ?? []),
    hostname: config.Hostname ?? '',
    runsEngine: runsEngine([inspect.Path ?? '', ...(inspect.Args ?? [])]),
    autoRemove: host.AutoRemove,
    ports: publishedPorts(inspect),
    addresses: addressesOf(inspect),
  };
}

/** Returns the status in Docker's words; Podman's 'stopped' and 'configured' are translated. */
export function parseStatus(status: string): ContainerStatus {
  switch (status) {
    case 'running':
    case 'paused':
    case 'restarting':
    case 'removing':
    case 'exited':
    case 'dead':
      return status;
    case 'stopped':
      return 'exited';
    default:
      return 'created';
  }
}

function parseHealth(status: string | undefined): HealthStatus {
  return status === 'starting' || status === 'healthy' || status === 'unhealthy' ? status : 'none';
}

/** The engine writes '' for the default policy. */
function restartPolicyOf(policy: ContainerInspect['HostConfig']['RestartPolicy']): ContainerSnapshot['restartPolicy'] {
  const name = policy?.Name ?? '';
  return { name: name === '' ? 'no' : name, maxRetries: policy?.MaximumRetryCount ?? 0 };
}

function publishedPorts({ NetworkSettings: { Ports: ports } }: ContainerInspect): Record<string, number> {
  const entries = Object.entries(ports ?? {}).map(([port, bindings]) => [port, Number(bindings?.[0]?.HostPort ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, host]) => host > 0));
}

function addressesOf({ NetworkSettings: { Networks: networks } }: ContainerInspect): Record<string, string> {
  const entries = Object.entries(networks ?? {}).map(([name, network]) => [name, network.IPAddress ?? ''] as const);
  return Object.fromEntries(entries.filter(([, address]) => address !== ''));
}

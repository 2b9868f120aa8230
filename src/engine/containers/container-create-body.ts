import type Dockerode from 'dockerode';
import type { ContainerSpec } from '../../scenario/container-spec.ts';
import type { CreateContainer } from '../engine.ts';
import { healthcheckBody } from './healthcheck.ts';

const NS_PER_CPU = 1e9;

/** Returns the body of POST /containers/create. It starts on the first network; the engine takes one there before API 1.44. */
export function containerCreateBody(request: CreateContainer): Dockerode.ContainerCreateOptions {
  const { spec } = request;
  const ports = [...spec.ports.map(({ container, protocol }) => `${container}/${protocol}`), ...Object.keys(request.publish)];
  return {
    Image: request.image,
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    Labels: { ...spec.labels, ...request.labels },
    ...(spec.command === undefined ? {} : { Cmd: [...spec.command] }),
    ...(spec.entrypoint === undefined ? {} : { Entrypoint: [...spec.entrypoint] }),
    ...(spec.user === undefined ? {} : { User: spec.user }),
    ...(spec.workingDir === undefined ? {} : { WorkingDir: spec.workingDir }),
    ...(spec.hostname === undefined ? {} : { Hostname: spec.hostname }),
    ...(spec.stopSignal === undefined ? {} : { StopSignal: spec.stopSignal }),
    ...(spec.stopGracePeriodMs === undefined ? {} : { StopTimeout: Math.ceil(spec.stopGracePeriodMs / 1000) }),
    ...(spec.healthcheck === undefined ? {} : { Healthcheck: healthcheckBody(spec.healthcheck) }),
    ...(ports.length === 0 ? {} : { ExposedPorts: Object.fromEntries(ports.map((port) => [port, {}])) }),
    HostConfig: hostConfig(request),
    ...networkBody(request),
  };
}

function hostConfig(request: CreateContainer): Dockerode.HostConfig {
  const { spec } = request;
  const network = request.networks[0];
  return {
    Init: spec.init,
    AutoRemove: spec.autoRemove,
    ReadonlyRootfs: spec.readOnly,
    CapAdd: [...spec.capAdd],
    CapDrop: [...spec.capDrop],
    Tmpfs: tmpfsBody(spec.tmpfs),
    RestartPolicy: restartBody(spec.restart),
    PortBindings: Object.fromEntries(Object.entries(request.publish).map(([port, host]) => [port, [{ HostPort: String(host) }]])),
    ...(network === undefined ? {} : { NetworkMode: network.name }),
    ...(spec.memLimitBytes === undefined ? {} : { Memory: spec.memLimitBytes }),
    ...(spec.cpus === undefined ? {} : { NanoCpus: Math.round(spec.cpus * NS_PER_CPU) }),
    ...(spec.pidsLimit === undefined ? {} : { PidsLimit: spec.pidsLimit }),
  };
}

function networkBody({ networks: [first] }: CreateContainer): Pick<Dockerode.ContainerCreateOptions, 'NetworkingConfig'> {
  if (first === undefined || first.aliases.length === 0) return {};
  return { NetworkingConfig: { EndpointsConfig: { [first.name]: { Aliases: [...first.aliases] } } } };
}

function restartBody({ name, maxRetries }: ContainerSpec['restart']): Dockerode.HostRestartPolicy {
  return maxRetries === undefined ? { Name: name } : { Name: name, MaximumRetryCount: maxRetries };
}

/** 'path' or 'path:options', as Compose writes it. */
function tmpfsBody(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const colon = entry.indexOf(':');
      return colon === -1 ? [entry, ''] : [entry.slice(0, colon), entry.slice(colon + 1)];
    }),
  );
}

import { resolve } from 'node:path';
import type { BuildSpec } from '../container-spec.ts';
import type { AttachFile } from '../grammar/attach.ts';
import type { ContainerFile } from '../grammar/container.ts';
import type { ProcessFile } from '../grammar/process-words.ts';
import type { ServiceFile } from '../grammar/service.ts';
import { readStringMap } from '../grammar/string-map.ts';
import type { AttachedContainerSubject, AttachedServiceSubject, ContainerSubject, ServiceSubject } from '../scenario.ts';
import type { DeploySpec } from '../service-spec.ts';
import type { Environment } from '../source/interpolate.ts';
import { withoutUndefined } from '../without-undefined.ts';

export interface Surroundings {
  /** What variables without a value take theirs from. */
  readonly env: Environment;
  /** What relative paths start from. */
  readonly baseDir: string;
}

/** Returns the subject of a container as written. */
export function toContainerSubject(file: ContainerFile, surroundings: Surroundings): ContainerSubject {
  return {
    kind: 'container',
    spec: {
      ...toProcess(file, surroundings),
      ...withoutUndefined({
        memLimitBytes: file.mem_limit,
        cpus: file.cpus === undefined ? undefined : Number(file.cpus),
        pidsLimit: file.pids_limit,
      }),
      restart: file.restart ?? { name: 'no' },
      ports: file.ports ?? [],
      tmpfs: typeof file.tmpfs === 'string' ? [file.tmpfs] : (file.tmpfs ?? []),
      capAdd: file.cap_add ?? [],
      capDrop: file.cap_drop ?? [],
      autoRemove: file.auto_remove,
    },
    scale: file.scale,
    start: file.start,
    autoheal: file.autoheal,
    readyWithinMs: file.ready_within,
  };
}

/** Returns the subject of a service as written. */
export function toServiceSubject(file: ServiceFile, surroundings: Surroundings): ServiceSubject {
  const { mode, replicas, endpoint_mode, labels, restart_policy, update_config, rollback_config, resources, placement } = file.deploy;
  const deploy: DeploySpec = {
    mode,
    replicas: replicas ?? 1,
    labels: readStringMap(labels, () => ''),
    ...withoutUndefined({ endpointMode: endpoint_mode, resources, placement }),
    ...withoutUndefined({ restartPolicy: restart_policy, updateConfig: update_config, rollbackConfig: rollback_config }),
  };
  return {
    kind: 'service',
    spec: { ...toProcess(file, surroundings), ports: file.ports ?? [], deploy },
    readyWithinMs: file.ready_within,
  };
}

function toProcess(file: ProcessFile, surroundings: Surroundings) {
  const { image, command, entrypoint, healthcheck, hostname, user } = file;
  return {
    ...withoutUndefined({ image, command, entrypoint, healthcheck, hostname }),
    ...withoutUndefined({
      build: file.build === undefined ? undefined : toBuild(file.build, surroundings),
      stopSignal: file.stop_signal,
      stopGracePeriodMs: file.stop_grace_period,
      user: user === undefined ? undefined : String(user),
      workingDir: file.working_dir,
    }),
    environment: readStringMap(file.environment, (name) => surroundings.env[name]),
    init: file.init ?? false,
    networks: file.networks ?? [],
    labels: readStringMap(file.labels, () => ''),
    readOnly: file.read_only ?? false,
  };
}

function toBuild(written: NonNullable<ProcessFile['build']>, { env, baseDir }: Surroundings): BuildSpec {
  if (typeof written === 'string') return { context: resolve(baseDir, written), dockerfile: 'Dockerfile', args: {} };
  const { context, dockerfile, args, target } = written;
  return {
    context: resolve(baseDir, context),
    dockerfile,
    args: readStringMap(args, (name) => env[name]),
    ...withoutUndefined({ target }),
  };
}

/** Returns the subject of what is attached to. */
export function toAttachedSubject(file: AttachFile): AttachedContainerSubject | AttachedServiceSubject {
  const { container, containers, label, service, stack, autoheal } = file;
  if (service !== undefined) return { kind: 'attached-service', service, ...withoutUndefined({ stack }) };
  return { kind: 'attached', ...withoutUndefined({ container, containers, label }), autoheal };
}

import { resolve } from 'node:path';
import type { BuildSpec } from '../container-spec.ts';
import type { AttachFile } from '../grammar/attach.ts';
import type { ContainerFile } from '../grammar/container.ts';
import { readStringMap } from '../grammar/string-map.ts';
import type { AttachedContainerSubject, ContainerSubject } from '../scenario.ts';
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
  const lookUp = (name: string) => surroundings.env[name];
  const { image, command, entrypoint, healthcheck, cpus, hostname, user } = file;
  return {
    kind: 'container',
    spec: {
      ...withoutUndefined({ image, command, entrypoint, healthcheck, hostname }),
      ...withoutUndefined({
        build: file.build === undefined ? undefined : toBuild(file.build, surroundings),
        stopSignal: file.stop_signal,
        stopGracePeriodMs: file.stop_grace_period,
        memLimitBytes: file.mem_limit,
        cpus: cpus === undefined ? undefined : Number(cpus),
        pidsLimit: file.pids_limit,
        user: user === undefined ? undefined : String(user),
        workingDir: file.working_dir,
      }),
      environment: readStringMap(file.environment, lookUp),
      restart: file.restart ?? { name: 'no' },
      init: file.init ?? false,
      ports: file.ports ?? [],
      networks: file.networks ?? [],
      labels: readStringMap(file.labels, () => ''),
      readOnly: file.read_only ?? false,
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

function toBuild(written: NonNullable<ContainerFile['build']>, { env, baseDir }: Surroundings): BuildSpec {
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
export function toAttachedSubject({ container, label, autoheal }: AttachFile): AttachedContainerSubject {
  return { kind: 'attached', ...withoutUndefined({ container, label }), autoheal };
}

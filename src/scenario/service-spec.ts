import type { BuildSpec, HealthcheckSpec } from './container-spec.ts';

/** A Swarm service in the words of Compose's `deploy`, parsed: durations in ms, sizes in bytes, shares 0..1. Absent members are Swarm's own defaults. */
export interface ServiceSpec {
  readonly image?: string;
  readonly build?: BuildSpec;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: HealthcheckSpec;
  readonly stopSignal?: string;
  readonly stopGracePeriodMs?: number;
  readonly init: boolean;
  readonly ports: readonly ServicePort[];
  readonly networks: readonly string[];
  /** Labels of the tasks' containers. */
  readonly labels: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly workingDir?: string;
  readonly hostname?: string;
  readonly readOnly: boolean;
  readonly deploy: DeploySpec;
}

export interface ServicePort {
  readonly target: number;
  /** Fixed published port; absent: the engine chooses one, for each task in host mode. */
  readonly published?: number;
  readonly protocol: 'tcp' | 'udp';
  /** `auto`: ingress where the kernel can route it (IPVS), else host. */
  readonly mode: 'ingress' | 'host' | 'auto';
}

export interface DeploySpec {
  readonly mode: 'replicated' | 'global';
  readonly replicas: number;
  readonly endpointMode?: 'vip' | 'dnsrr';
  readonly labels: Readonly<Record<string, string>>;
  readonly restartPolicy?: ServiceRestartPolicy;
  readonly updateConfig?: UpdateConfig;
  readonly rollbackConfig?: UpdateConfig;
  readonly resources?: { readonly limits?: Resources; readonly reservations?: Resources };
  readonly placement?: { readonly constraints: readonly string[]; readonly maxReplicasPerNode?: number };
}

export interface ServiceRestartPolicy {
  readonly condition?: 'none' | 'on-failure' | 'any';
  readonly delayMs?: number;
  readonly maxAttempts?: number;
  readonly windowMs?: number;
}

export interface UpdateConfig {
  /** 0: all at once. */
  readonly parallelism?: number;
  readonly delayMs?: number;
  readonly failureAction?: 'pause' | 'continue' | 'rollback';
  readonly monitorMs?: number;
  readonly maxFailureRatio?: number;
  readonly order?: 'stop-first' | 'start-first';
}

export interface Resources {
  readonly cpus?: number;
  readonly memoryBytes?: number;
}

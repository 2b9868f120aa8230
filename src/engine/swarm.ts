import type { HealthcheckSpec } from '../scenario/container-spec.ts';
import type { DeploySpec, ServiceSpec } from '../scenario/service-spec.ts';
import type { TaskState } from '../scenario/task-states.ts';
import type { Engine } from './engine.ts';

/**
 * The services, tasks and nodes of a Swarm, through one of its managers.
 * Errors as for Engine; ERR_CAPABILITY_MISSING when the engine is not a Swarm manager.
 */
export interface Swarm {
  createService(request: CreateService): Promise<{ readonly id: string; readonly warnings: readonly string[] }>;
  /** By id or name; undefined when it does not exist. */
  inspectService(idOrName: string): Promise<ServiceSnapshot | undefined>;
  listServices(filter: { readonly name?: string; readonly labels?: readonly string[] }): Promise<readonly ServiceSnapshot[]>;
  /**
   * Changes a service: inspects, applies the change to the spec that is there, and sends it with that version index. Inspects and tries again
   * when another update came between ("update out of sequence").
   */
  updateService(id: string, change: ServiceChange): Promise<{ readonly warnings: readonly string[] }>;
  /** Goes back to the previous spec, as `docker service rollback` does. EngineRefusal when there is none. */
  rollbackService(id: string): Promise<void>;
  /** Succeeds when it is already gone. Its tasks take a moment longer. */
  removeService(idOrName: string): Promise<void>;
  /** Every task that Swarm still remembers, desired to run or not, by slot and then by creation. */
  listTasks(serviceId: string): Promise<readonly TaskSnapshot[]>;
  listNodes(): Promise<readonly NodeSnapshot[]>;
  /** The engine of the node that runs a task, for operations on its container. ERR_CAPABILITY_MISSING when there is no way to it. */
  engineOf(nodeId: string): Promise<Engine>;
  createOverlay(request: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly attachable: boolean;
  }): Promise<{ readonly id: string }>;
  /** How many finished tasks of a slot Swarm remembers (docker swarm update --task-history-limit; default 5). */
  readonly taskHistoryLimit: number;
}

export interface CreateService {
  readonly name: string;
  readonly spec: ServiceSpec;
  readonly image: string;
  /** On the service and on the containers of its tasks. */
  readonly labels: Readonly<Record<string, string>>;
  readonly networks: readonly { readonly name: string; readonly aliases: readonly string[] }[];
  /** What `auto` ports become. */
  readonly publishMode: 'ingress' | 'host';
}

/** What changes; absent members stay as they are. */
export interface ServiceChange {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  /** Added to the environment there is; null removes a variable. */
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly stopGracePeriodMs?: number;
  readonly replicas?: number;
  readonly deploy?: Partial<Pick<DeploySpec, 'restartPolicy' | 'updateConfig' | 'rollbackConfig' | 'resources' | 'placement'>>;
  /** Replaces every task even when nothing else changes (docker service update --force). */
  readonly force?: boolean;
}

export type UpdateState = 'updating' | 'paused' | 'completed' | 'rollback_started' | 'rollback_paused' | 'rollback_completed';

export interface ServiceSnapshot {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly versionIndex: number;
  readonly image: string;
  /** A digest of what its tasks are made from. */
  readonly taskSpec: string;
  readonly mode: 'replicated' | 'global';
  /** Wanted tasks; for a global service the number of nodes is not known here: undefined. */
  readonly replicas?: number;
  readonly endpointMode: 'vip' | 'dnsrr';
  readonly updateStatus?: {
    readonly state: UpdateState;
    readonly message: string;
    readonly startedAtMs?: number;
    readonly completedAtMs?: number;
  };
  readonly hasPreviousSpec: boolean;
  readonly updateConfig: Required<NonNullable<DeploySpec['updateConfig']>>;
  readonly rollbackConfig: Required<NonNullable<DeploySpec['updateConfig']>>;
  readonly restartPolicy: {
    readonly condition: 'none' | 'on-failure' | 'any';
    readonly delayMs: number;
    readonly maxAttempts: number;
    readonly windowMs: number;
  };
  readonly stopGracePeriodMs: number;
  /** As its spec says it: what it leaves out may be the image's. */
  readonly healthcheck?: HealthcheckSpec;
  /** Absent: the image's, else SIGTERM. */
  readonly stopSignal?: string;
  /** By target port: the ingress port, when published so. */
  readonly ingressPorts: Readonly<Record<string, number>>;
}

export interface TaskSnapshot {
  readonly id: string;
  readonly serviceId: string;
  /** From 1; absent for tasks of global services. */
  readonly slot?: number;
  readonly nodeId: string;
  readonly image: string;
  /** A digest of what it was made from: the service's, as long as that has not changed. */
  readonly taskSpec: string;
  readonly state: TaskState;
  readonly desiredState: TaskState;
  readonly message: string;
  /** Swarm's own words when something went wrong: 'task: non-zero exit (15)'. */
  readonly error: string;
  /** '' until there is one. */
  readonly containerId: string;
  readonly exitCode?: number;
  readonly createdAtMs: number;
  /** When it entered its present state. */
  readonly stateAtMs: number;
  /** By target port ('8000/tcp'): the host port of this task, in host mode. */
  readonly ports: Readonly<Record<string, number>>;
}

export interface NodeSnapshot {
  readonly id: string;
  readonly hostname: string;
  readonly address: string;
  readonly role: 'manager' | 'worker';
  readonly state: string;
  readonly availability: 'active' | 'pause' | 'drain';
  readonly self: boolean;
}

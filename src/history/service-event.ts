/** What a service is configured to be; written when it is first seen and whenever its spec has changed. */
export interface ServiceEvent {
  readonly type: 'service';
  readonly subject: string;
  readonly kind: 'service' | 'attached-service';
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly mode: 'replicated' | 'global';
  readonly replicas?: number;
  readonly endpointMode: 'vip' | 'dnsrr';
  readonly specVersion: number;
  readonly update: UpdateSettings;
  readonly rollback: UpdateSettings;
  readonly restart: {
    readonly condition: 'none' | 'on-failure' | 'any';
    readonly delayMs: number;
    readonly maxAttempts: number;
    readonly windowMs: number;
  };
  readonly stopGracePeriodMs: number;
  readonly healthcheck?: {
    readonly intervalMs: number;
    readonly timeoutMs: number;
    readonly retries: number;
    readonly startPeriodMs: number;
  };
  readonly taskHistoryLimit: number;
  /** Which update settings the scenario wrote itself, so that a default left alone can be told from a choice. Absent for attached services. */
  readonly written?: readonly string[];
}

export interface UpdateSettings {
  readonly parallelism: number;
  readonly delayMs: number;
  readonly failureAction: 'pause' | 'continue' | 'rollback';
  readonly monitorMs: number;
  readonly maxFailureRatio: number;
  readonly order: 'stop-first' | 'start-first';
}

/** A task as it became; written at every change of its state or desired state that was seen. */
export interface TaskEvent {
  readonly type: 'task';
  readonly subject: string;
  /** The slot's name: `web.2`; for global services `web.` and the node's host name. */
  readonly task: string;
  readonly taskId: string;
  readonly slot?: number;
  readonly node: string;
  readonly image: string;
  /** The image's tag without a leading v. */
  readonly version: string;
  readonly state: string;
  readonly desiredState: string;
  readonly message: string;
  /** Swarm's own words when something went wrong, else ''. */
  readonly error: string;
  readonly exitCode?: number;
  /** The name that engine events give its container, once it has one. */
  readonly container?: string;
  /** When it entered the state, by the engine. */
  readonly atMs: number;
  readonly createdMs: number;
  readonly specVersion?: number;
}

/** The update status of a service, as it changed. */
export interface RolloutEvent {
  readonly type: 'rollout';
  readonly subject: string;
  readonly state: 'updating' | 'paused' | 'completed' | 'rollback_started' | 'rollback_paused' | 'rollback_completed';
  readonly message: string;
  readonly atMs: number;
}

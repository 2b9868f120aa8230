import type { ContainerSpec, HealthcheckSpec } from '../scenario/container-spec.ts';
import type { Swarm } from './swarm.ts';

/**
 * A Docker Engine in the words of the domain. Everything outside engine/ talks to this port, never to dockerode.
 * Every method throws FaultlineError: ERR_TARGET_GONE when the container is not there (404) or not running (409),
 * ERR_ENGINE_REFUSED (an EngineRefusal, with the engine's words) for any other refusal, ERR_ENGINE_UNREACHABLE when it does not answer.
 */
export interface Engine {
  readonly facts: EngineFacts;
  /** Where published ports of this engine are reached: an IP address or host name, not always 127.0.0.1. */
  readonly hostAddress: string;

  createContainer(request: CreateContainer): Promise<{ readonly id: string; readonly warnings: readonly string[] }>;
  startContainer(id: string): Promise<void>;
  /** Sends a signal through the Engine API: an operator's act, after which the restart policy is usually switched off. */
  signalContainer(id: string, signal: string): Promise<void>;
  /** Stops with the container's stop signal, then SIGKILL after `graceMs` (rounded up to whole seconds by the API). */
  stopContainer(id: string, options?: { readonly graceMs?: number | undefined }): Promise<void>;
  restartContainer(id: string, options?: { readonly graceMs?: number | undefined }): Promise<void>;
  pauseContainer(id: string): Promise<void>;
  unpauseContainer(id: string): Promise<void>;
  /** Removes it and its anonymous volumes, running or not. Succeeds when it is already gone. */
  removeContainer(id: string): Promise<void>;
  /** Undefined when it does not exist. */
  inspectContainer(id: string): Promise<ContainerSnapshot | undefined>;
  /** All that match every filter, running or not, ordered by name. */
  listContainers(filter: ContainerFilter): Promise<readonly ContainerSummary[]>;
  /** Runs a command inside; output is cut at 64 KiB. */
  exec(id: string, request: ExecRequest): Promise<ExecResult>;
  /** From the beginning or `sinceMs` (Unix epoch); with `follow`, until the container ends or the signal aborts. */
  logs(id: string, request: LogRequest): AsyncIterable<LogLine>;

  /**
   * Sends a signal to the container's processes from outside the Engine API, so that the engine sees a process that died on its own.
   * `first`: only PID 1 of the container; `all`: every process of it.
   */
  signalProcesses(
    id: string,
    signal: string,
    which: 'first' | 'all',
    /** Absent: the best that works here. Given: this one or ERR_CAPABILITY_MISSING. */
    method?: ProcessSignalMethod,
    /** Of the helper container, where one is needed: the run that it works for. Absent: the run that the container is of, if any. */
    runId?: string,
  ): Promise<{ readonly method: ProcessSignalMethod; readonly pids: readonly number[] }>;

  /**
   * The engine's events from `sinceMs` (Unix epoch) on, resumed after a dropped connection without loss or repetition;
   * what could not be resumed is yielded as a gap. Ends when the signal aborts; throws ERR_ENGINE_UNREACHABLE when the engine stays away.
   */
  events(request: { readonly sinceMs: number; readonly signal: AbortSignal }): AsyncIterable<EngineStreamItem>;

  createNetwork(request: { readonly name: string; readonly labels: Readonly<Record<string, string>> }): Promise<{ readonly id: string }>;
  /** Succeeds when it is already gone. */
  removeNetwork(idOrName: string): Promise<void>;
  listNetworks(filter: {
    readonly labels: Readonly<Record<string, string>>;
  }): Promise<readonly { readonly id: string; readonly name: string; readonly labels?: Readonly<Record<string, string>> }[]>;

  /**
   * Makes sure the image is on the engine: present, one of faultline's own sample images (built without a registry), or pulled.
   * Returns its id. Throws ERR_IMAGE_MISSING with what was tried.
   */
  ensureImage(reference: string, onProgress: (line: string) => void): Promise<ImageInfo>;
  /** Undefined when it is not on the engine. */
  inspectImage(reference: string): Promise<ImageSnapshot | undefined>;
  /** All that carry every label, ordered by name. */
  listImages(filter: {
    readonly labels: Readonly<Record<string, string>>;
  }): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Removes it with all its tags. Succeeds when it is already gone. */
  removeImage(id: string): Promise<void>;
  /** Builds a context directory and tags it; returns its id. */
  buildImage(request: BuildImage, onProgress: (line: string) => void): Promise<ImageInfo>;

  /** Returns host ports that no container publishes and nothing on the machine listens on, as far as can be told; distinct from each other. */
  findFreePorts(count: number): Promise<readonly number[]>;
  /**
   * The Swarm that this engine manages.
   * @throws FaultlineError ERR_CAPABILITY_MISSING when it is not a Swarm manager, with how to get one
   */
  swarm(): Promise<Swarm>;
  close(): Promise<void>;
}

export interface EngineFacts {
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly kernel: string;
  readonly operatingSystem: string;
  readonly cgroupVersion: string;
  /** How it is reached, without credentials: 'unix:///var/run/docker.sock', 'ssh://me@host'. */
  readonly endpoint: string;
  readonly swarm: 'inactive' | 'manager' | 'worker';
  /** Whether the engine runs on this machine, so that its host pids can be signalled from here. */
  readonly local: boolean;
  readonly capabilities: EngineCapabilities;
}

/** True or false as detected; null when it cannot be told from here. */
export interface EngineCapabilities {
  readonly ipvs: boolean | null;
  readonly netem: boolean | null;
  readonly hostPids: boolean;
}

export interface CreateContainer {
  readonly name: string;
  readonly spec: ContainerSpec;
  /** The image to use: `spec.image`, or what `spec.build` was built as. */
  readonly image: string;
  /** Added to the spec's labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** Host port by container port ('8000/tcp'), chosen by the caller. */
  readonly publish: Readonly<Record<string, number>>;
  /** Networks by name with the aliases the container has there; the first is the one it starts on. */
  readonly networks: readonly { readonly name: string; readonly aliases: readonly string[] }[];
}

export type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
export type HealthStatus = 'none' | 'starting' | 'healthy' | 'unhealthy';

/** A container as the engine describes it at one moment. */
export interface ContainerSnapshot {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: ContainerStatus;
  /** Host pid of the container's first process; 0 when not running. */
  readonly pid: number;
  /** Code of the last exit. Reads 0 after an automatic restart: use the `die` event for what happened. */
  readonly exitCode: number;
  /** The kernel's OOM killer took a process of the container, not always its first one. */
  readonly oomKilled: boolean;
  /** The engine's words when a start failed, else ''. */
  readonly error: string;
  readonly restartCount: number;
  readonly health: HealthStatus;
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly intervalMs: number;
    readonly timeoutMs: number;
    readonly retries: number;
    readonly startPeriodMs: number;
  };
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly restartPolicy: { readonly name: string; readonly maxRetries: number };
  /** As configured on the container or its image; undefined: none, so the engine uses SIGTERM and treats every API signal as a stop. */
  readonly stopSignal?: string;
  /** Its first process is a shell that runs a script and stays: `/bin/sh -c`. */
  readonly shell?: string;
  /** Its own host name; the engine gives it the beginning of its id. */
  readonly hostname: string;
  /** Its first process is a Docker daemon (docker:dind). */
  readonly runsEngine: boolean;
  readonly autoRemove: boolean;
  /** By container port ('8000/tcp'): the host port that reaches it now. */
  readonly ports: Readonly<Record<string, number>>;
  /** By network name. */
  readonly addresses: Readonly<Record<string, string>>;
}

export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: ContainerStatus;
  /** Host ports that lead to it now. */
  readonly hostPorts: readonly number[];
}

export interface ContainerFilter {
  readonly name?: string;
  /** `key` (present) or `key=value`. */
  readonly labels?: readonly string[];
  /** The name of a network that they are in. */
  readonly network?: string;
}

export interface ExecRequest {
  readonly command: readonly string[];
  readonly timeoutMs: number;
  readonly user?: string;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly output: string;
}

export interface LogRequest {
  readonly sinceMs?: number;
  readonly follow: boolean;
  readonly signal?: AbortSignal;
}

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** Unix epoch, ms with a fraction. */
  readonly epochMs: number;
}

/** How a signal got to a process: from this machine, through a helper container in the host's pid namespace, or by exec inside. */
export type ProcessSignalMethod = 'host' | 'helper' | 'exec';

export type EngineStreamItem =
  { readonly kind: 'event'; readonly event: EngineEvent } | { readonly kind: 'resumed'; readonly lostMs: number; readonly gap: boolean };

export interface EngineEvent {
  readonly objectType: string;
  /** 'die', 'start', 'kill', 'oom', 'health_status', … ; the health itself is in `attributes.health`. */
  readonly action: string;
  readonly id: string;
  /** As the engine sends them (exitCode, signal, name, image and every label), health included. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Unix epoch, ms with a fraction, by the engine's clock. */
  readonly epochMs: number;
}

export interface ImageInfo {
  readonly id: string;
  readonly reference: string;
}

/** What an image says of the containers that are made from it, as far as these do not say otherwise. */
export interface ImageSnapshot {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly healthcheck?: HealthcheckSpec;
  readonly stopSignal?: string;
}

export interface BuildImage {
  readonly context: string;
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target?: string | undefined;
  readonly tag: string;
  readonly labels: Readonly<Record<string, string>>;
}

import type { JsonValue } from './json-value.ts';
import type { LoadBucketEvent } from './load-bucket.ts';
import type { RolloutEvent, ServiceEvent, TaskEvent } from './service-event.ts';

export type { RolloutEvent, ServiceEvent, TaskEvent, UpdateSettings } from './service-event.ts';

/**
 * Everything that can stand in a history, one JSON object a line.
 * `t` and every other `…Ms` without another word are milliseconds since the run started.
 */
export type HistoryEvent = HistoryEntry & { readonly seq: number; readonly t: number; readonly wall: string };

/** An event before the journal numbers and dates it. */
export type HistoryEntry =
  | RunStarted
  | { readonly type: 'plan'; readonly plan: JsonValue }
  | PhaseEvent
  | SubjectCreated
  | ContainerState
  | ServiceEvent
  | TaskEvent
  | RolloutEvent
  | EngineEventRecord
  | { readonly type: 'events-resumed'; readonly lostMs: number; readonly gap: boolean }
  | StepEvent
  | UndoEvent
  | EndpointEvent
  | LoadBucketEvent
  | LoadStarted
  | VersionAnswered
  | PressureEvent
  | {
      readonly type: 'harness';
      readonly eventLoopDelayMs: { readonly p99: number; readonly max: number };
      readonly cpuShare: number;
      readonly rssBytes: number;
    }
  | {
      readonly type: 'autoheal';
      readonly subject: string;
      readonly container: string;
      readonly outcome: 'restarted' | 'failed';
      readonly message?: string;
    }
  | {
      readonly type: 'log';
      readonly subject: string;
      readonly container: string;
      readonly incarnation: number;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      readonly atMs: number;
    }
  | { readonly type: 'log-truncated'; readonly subject: string; readonly container: string; readonly limitBytes: number }
  | {
      readonly type: 'steady-state';
      readonly moment: 'before' | 'after';
      readonly held: boolean;
      readonly atMs: number;
      /** It may have held since then already: what came until `atMs` could not be told. */
      readonly perhapsSinceMs?: number;
      readonly message?: string;
    }
  | AbortEvent
  | CheckEvent
  | { readonly type: 'warning'; readonly code: string; readonly message: string }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly hint?: string }
  | RunEnded;

export type HistoryEventOf<T extends HistoryEntry['type']> = Extract<HistoryEvent, { readonly type: T }>;

export interface RunStarted {
  readonly type: 'run-started';
  readonly format: 1;
  readonly run: {
    readonly id: string;
    readonly seed: string;
    readonly faultline: string;
    readonly repetition: number;
    readonly repeat: number;
  };
  /** Absent: a measurement without a scenario, which no engine had a part in. */
  readonly engine?: EngineRecord;
  /** `file` and `sha256` are empty when the command line said it all. */
  readonly scenario: { readonly name: string; readonly file: string; readonly sha256: string };
}

export interface EngineRecord {
  readonly name: string;
  readonly version: string;
  readonly api: string;
  readonly kernel: string;
  readonly operatingSystem: string;
  readonly cgroup: string;
  readonly endpoint: string;
  readonly hostAddress: string;
  readonly swarm: boolean;
  readonly capabilities: { readonly ipvs: boolean | null; readonly netem: boolean | null; readonly hostPids: boolean };
}

/** `measure` is the only phase of a measurement without a scenario. */
export type PhaseName = 'setup' | 'steady' | 'chaos' | 'recovery' | 'teardown' | 'measure';

export interface PhaseEvent {
  readonly type: 'phase';
  readonly phase: PhaseName;
  readonly state: 'started' | 'ended';
}

/** A container that a subject has; written when it is created by the run, attached to, or replaced (same `container` name, new id). */
export interface SubjectCreated {
  readonly type: 'subject';
  readonly subject: string;
  readonly kind: 'container' | 'attached' | 'service' | 'attached-service';
  /** Of a task's container: its slot's name, `web.2`. Its `container` is `web.2.` and the beginning of the task's id. */
  readonly task?: string;
  /** `web.1` for created containers, the container's own name for attached ones. Every other event names it so. */
  readonly container: string;
  readonly id: string;
  readonly image: string;
  readonly imageId: string;
  readonly restart: string;
  readonly stopSignal?: string;
  /** Its first process is a shell that runs a script and stays (`/bin/sh -c`), so that signals do not reach the program. */
  readonly shell?: string;
  readonly healthcheck?: {
    readonly intervalMs: number;
    readonly timeoutMs: number;
    readonly retries: number;
    readonly startPeriodMs: number;
  };
}

/** What an inspection found. `refused` in place of a container: the engine would not create or start it, in its own words. */
export interface ContainerState {
  readonly type: 'container-state';
  readonly subject: string;
  readonly container: string;
  readonly reason: string;
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | 'absent';
  readonly exitCode?: number;
  readonly oomKilled?: boolean;
  readonly error?: string;
  readonly restartCount?: number;
  readonly health?: 'none' | 'starting' | 'healthy' | 'unhealthy';
  readonly refused?: { readonly operation: 'create' | 'start'; readonly status: number; readonly reason: string };
}

/** An event of the engine about a container of a subject, at the engine's own time `atMs`. */
export interface EngineEventRecord {
  readonly type: 'engine-event';
  readonly subject: string;
  readonly container: string;
  /** How often the container's process had been started when this happened; the first life is 1. */
  readonly incarnation: number;
  /** The engine's action: create, start, kill, die, stop, oom, pause, unpause, restart, destroy, health_status, exec_die … */
  readonly action: string;
  readonly atMs: number;
  readonly exitCode?: number;
  /** The signal of a `kill` event, by number. */
  readonly signal?: number;
  readonly health?: 'starting' | 'healthy' | 'unhealthy';
  /** For `die`: whether an `oom` event came before it in this life. */
  readonly oomKilled?: boolean;
}

export type StepOutcome =
  | 'injected'
  | 'waited'
  | 'refused'
  | 'refused-as-allowed'
  | 'target-gone'
  | 'target-empty'
  | 'blast-radius'
  | 'condition-not-met'
  | 'failed'
  | 'skipped'
  /** Refused by a guard rail, as the scenario allows. */
  | 'skipped-as-allowed';

/** One firing of a step of the timeline, written when its fault has been injected (and not when it is undone). */
export interface StepEvent {
  readonly type: 'step';
  readonly step: number;
  readonly occurrence: number;
  readonly label: string;
  readonly fault?: string;
  readonly outcome: StepOutcome;
  /** When it was to happen, when injecting began, when the engine had answered. */
  readonly dueMs: number;
  readonly atMs: number;
  readonly doneMs: number;
  readonly targets: readonly string[];
  /** How it was delivered, where there is a choice: api, host, helper, exec, request. */
  readonly method?: string;
  readonly message?: string;
  readonly details?: JsonValue;
}

/** Undoing one step's changes, at its `for:`, at the end of the timeline, or at the end of the run. */
export interface UndoEvent {
  readonly type: 'undo';
  readonly step: number;
  readonly occurrence: number;
  readonly action: string;
  readonly target: string;
  /** `not-needed`: it was as it should be already, because somebody else had put it right. */
  readonly outcome: 'undone' | 'not-needed' | 'target-gone' | 'failed';
  readonly atMs: number;
  readonly doneMs: number;
  readonly message?: string;
}

/** Where a load's requests go from now on. */
export interface EndpointEvent {
  readonly type: 'endpoint';
  readonly load: string;
  readonly route: 'published-port' | 'external' | 'tasks' | 'ingress' | 'proxy';
  readonly endpoints: readonly { readonly container?: string; readonly address: string; readonly port: number }[];
  readonly reason: string;
}

export interface LoadStarted {
  readonly type: 'load-started';
  readonly load: string;
  readonly url: string;
  /** Of each stream; with stages, the highest. */
  readonly ratePerSecond: number;
  /** Present when the rate changes; after the last stage its final rate is kept. */
  readonly stages?: readonly { readonly fromPerSecond: number; readonly toPerSecond: number; readonly forMs: number }[];
  readonly timeoutMs: number;
  readonly streams: readonly string[];
}

/** A version has answered a request of the stream, and had not for a second or ever; told at once, its bucket follows later. */
export interface VersionAnswered {
  readonly type: 'version-answered';
  readonly load: string;
  readonly stream: 'new' | 'keep-alive';
  readonly version: string;
  readonly atMs: number;
}

/** What background traffic got answered since the last such event; never a measure of availability. */
export interface PressureEvent {
  readonly type: 'pressure';
  readonly pressure: string;
  readonly durationMs: number;
  readonly responses: number;
  readonly bytes: number;
  readonly responsesPerSecond: number;
  /** How often the generator gave up on errors and began again. */
  readonly restarts: number;
}

/** An abort condition of the scenario has held: no more faults, everything is undone, and only the recovery is measured. */
export interface AbortEvent {
  readonly type: 'abort';
  /** As the scenario says it: 'availability of users < 80% for 5s'. */
  readonly condition: string;
  /** What the run comes to at best. */
  readonly verdict: 'failed' | 'inconclusive';
  readonly atMs: number;
  /** The event with which it held, by its number. */
  readonly because: number;
}

/** An expectation that a program judged while the run went on, on what had happened so far: it cannot be judged again, so its result is kept. */
export interface CheckEvent {
  readonly type: 'check';
  /** The kind of the check. */
  readonly check: string;
  readonly of?: string;
  readonly during?: string;
  readonly verdict: 'passed' | 'failed' | 'inconclusive';
  readonly expected: string;
  readonly observed: string;
  readonly message: string;
  /** The numbers of the events that explain it. */
  readonly evidence: readonly number[];
  readonly atMs: number;
}

export interface RunEnded {
  readonly type: 'run-ended';
  /** `not-steady`: the steady state did not hold before the first fault, so none was injected. `aborted`: one of its abort conditions held. */
  readonly reason: 'completed' | 'not-steady' | 'aborted' | 'failed' | 'interrupted' | 'timeout';
  readonly durationMs: number;
}

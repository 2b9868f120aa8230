import type { EngineRecord, HistoryEvent, HistoryEventOf, PhaseName, RunEnded, RunStarted } from '../history/history-event.ts';
import type { Histogram } from '../history/histogram.ts';
import type { RequestClass } from '../history/load-bucket.ts';
import type { RateStage } from '../scenario/scenario.ts';

/** What a history says, computed and nothing else: no engine, no clock, no verdict. Times are ms since run start; shares 0..1. */
export interface Analysis {
  readonly run: RunStarted['run'];
  readonly startedAt: string;
  readonly durationMs: number;
  readonly ended: RunEnded['reason'] | 'unknown';
  readonly scenario: RunStarted['scenario'];
  /** Absent: a measurement without a scenario. */
  readonly engine?: EngineRecord;
  readonly windows: Readonly<Partial<Record<WindowName, Window>>>;
  readonly load: Readonly<Record<string, LoadAnalysis>>;
  readonly subjects: Readonly<Record<string, SubjectAnalysis>>;
  readonly steps: readonly HistoryEventOf<'step'>[];
  readonly undos: readonly HistoryEventOf<'undo'>[];
  readonly steadyStates: readonly HistoryEventOf<'steady-state'>[];
  readonly recovery: readonly RecoveryAnalysis[];
  /** Where the engine's event stream had a hole: what happened inside is not known. */
  readonly gaps: readonly Window[];
  /** What the run itself warned of, and then what its history gives rise to, with the `fact` behind it. */
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly fact?: string; readonly seq: number }[];
  readonly errors: readonly { readonly code: string; readonly message: string; readonly hint?: string; readonly seq: number }[];
  /** Every event, for checks that look at single ones (events, logs, state). */
  readonly events: readonly HistoryEvent[];
  /** Set when the history was still being written: the part of it that is judged. Every window then means this one. */
  readonly soFar?: Window;
}

/** `run` spans steady, chaos and recovery: all the time that is measured. A measurement without a scenario has no other. */
export type WindowName = Exclude<PhaseName, 'setup' | 'teardown' | 'measure'> | 'run';

export interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface LoadAnalysis {
  readonly url: string;
  /** How its requests reached their target; absent when no endpoint was ever known. */
  readonly route?: HistoryEventOf<'endpoint'>['route'];
  /** Of each stream; with stages, the highest. */
  readonly ratePerSecond: number;
  /** Present when the rate changes. */
  readonly stages?: readonly RateStage[];
  readonly timeoutMs: number;
  /** The first stream is primary. */
  readonly streams: readonly StreamAnalysis[];
}

/** One stream's requests as columns (all of the run, by due time), and what follows from them. */
export interface StreamAnalysis {
  readonly stream: 'new' | 'keep-alive';
  readonly ratePerSecond: number;
  readonly stages?: readonly RateStage[];
  /** Deadline of one request. */
  readonly timeoutMs: number;
  readonly requests: RequestColumns;
  readonly outages: readonly Outage[];
  /** Buckets in which the harness did not keep its own schedule. */
  readonly spoiled: readonly (Window & { readonly reason: string; readonly seq: number })[];
  /** Buckets in which the load process stood still, all in all for so long, while replies may have come: their latencies may be that much too high. */
  readonly stalls: readonly (Window & { readonly stalledMs: number })[];
}

export interface RequestColumns {
  readonly n: number;
  readonly dueMs: Float64Array;
  /** NaN: never sent. */
  readonly slipMs: Float32Array;
  readonly latencyMs: Float32Array;
  /** Index into requestClasses. */
  readonly class: Uint8Array;
  /** 0 none, else index + 1 into versionNames. */
  readonly version: Uint8Array;
  readonly versionNames: readonly string[];
  /** Requests of a long run that are not among the rows, in order of time: see LoadRest, and restIn for those of a window. */
  readonly rest: readonly RestRequests[];
}

/** Requests that all ended alike, due on a regular schedule: one at each of its places that no row has. */
export interface RestRequests {
  readonly firstMs: number;
  readonly stepMs: number;
  readonly places: number;
  readonly n: number;
  /** Index into requestClasses. */
  readonly class: number;
  readonly versions: Readonly<Record<string, number>>;
  readonly latency: Histogram;
  /** The least that each latency can have been. */
  readonly least: Histogram;
  readonly slip: Histogram;
}

export interface Outage {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly durationMs: number;
  /** ± on the duration: one arrival interval plus what the estimator cannot know. */
  readonly uncertaintyMs: number;
  /** The truth began within [fromMs − startEarlierMs, fromMs + startLaterMs] and ended within [untilMs − endEarlierMs, untilMs + endLaterMs]. */
  readonly startEarlierMs: number;
  readonly startLaterMs: number;
  readonly endEarlierMs: number;
  /** Without a bound (Infinity) when the outage is open. */
  readonly endLaterMs: number;
  readonly failed: number;
  readonly errors: Partial<Record<RequestClass, number>>;
  /** The run ended before a request succeeded again: the length is a lower bound. */
  readonly open: boolean;
  readonly estimator: 'due' | 'completion';
  /** What most likely caused it; absent where there is no engine to know of causes. */
  readonly cause?: Cause;
}

/** Why an outage was, by the first rule that explains it. */
export interface Cause {
  /** The first piece of evidence. */
  readonly seq: number;
  /** A sentence, without its full stop. */
  readonly text: string;
  /** `not-explained` when no other rule explains it. */
  readonly rule: string;
  /** The events that show it, the most telling first. */
  readonly evidence: readonly number[];
}

/** Figures of one stream in one window. due = ok + failed + schedule.unsent. */
export interface LoadFigures {
  readonly due: number;
  readonly ok: number;
  /** Without those that the harness never sent: they say nothing about the subject. */
  readonly failed: number;
  /** ok ÷ (ok + failed); NaN when nothing was sent. */
  readonly availability: number;
  readonly errors: Partial<Record<RequestClass, number>>;
  /** Of the requests answered as expected, and of timeouts as the deadline; NaN when there are none. A quick refusal must not look fast. */
  readonly latencyMs: { readonly p50: number; readonly p90: number; readonly p99: number; readonly p999: number; readonly max: number };
  /** Responses by version, of those that told one. */
  readonly versions: Readonly<Record<string, number>>;
  /** `late`: sent so long after they were due that they tell little about that instant (see lateFromMs). */
  readonly schedule: { readonly slipP99Ms: number; readonly late: number; readonly unsent: number };
}

export interface SubjectAnalysis {
  readonly kind: 'container' | 'attached' | 'service' | 'attached-service';
  /** By container name (`web.1`; of a service's tasks `web.2.` and the beginning of the task's id). */
  readonly containers: Readonly<Record<string, ContainerAnalysis>>;
  /** Of services only. */
  readonly service?: ServiceAnalysis;
}

export interface ServiceAnalysis {
  /** Its configuration over time, oldest first. */
  readonly configurations: readonly HistoryEventOf<'service'>[];
  /** Every task seen, by creation. */
  readonly tasks: readonly TaskAnalysis[];
  readonly rollouts: readonly RolloutAnalysis[];
  /** How many tasks ran, per version, from each instant on. */
  readonly running: readonly {
    readonly atMs: number;
    readonly total: number;
    readonly byVersion: Readonly<Record<string, number>>;
    readonly seq: number;
  }[];
}

export interface TaskAnalysis {
  readonly taskId: string;
  /** The slot's name: `web.2`. */
  readonly task: string;
  readonly slot?: number;
  readonly node: string;
  readonly image: string;
  readonly version: string;
  readonly createdMs: number;
  readonly states: readonly { readonly state: string; readonly desiredState: string; readonly atMs: number; readonly seq: number }[];
  /** From when to when it ran, as far as it did. */
  readonly runningMs?: number;
  readonly endedMs?: number;
  /** The events that tell so. */
  readonly runningSeq?: number;
  readonly endedSeq?: number;
  /** The version index of the service spec it was made from. */
  readonly specVersion?: number;
  /** Swarm's own words when something went wrong, else ''. */
  readonly error: string;
  readonly exitCode?: number;
  readonly container?: string;
  /** Why it exists: with the service, to scale up, by a rollout or rollback, or to replace a task that ended (a restart). */
  readonly origin: 'initial' | 'scale' | 'rollout' | 'restart';
}

/**
 * From one `updating` or `rollback_started` to its end (or to the next one). An update that was rolled back ends with the beginning of the
 * rollback: its state is `rollback_started`.
 */
export interface RolloutAnalysis {
  readonly kind: 'update' | 'rollback';
  readonly startedMs: number;
  readonly endedMs?: number;
  readonly state: HistoryEventOf<'rollout'>['state'];
  readonly message: string;
  readonly transitions: readonly HistoryEventOf<'rollout'>[];
  /** Tasks that were created together, in order: batches of the rollout. */
  readonly batches: readonly { readonly atMs: number; readonly tasks: readonly string[] }[];
  /** The most of the wanted tasks that were not running at one instant. */
  readonly maxDown: number;
}

export interface ContainerAnalysis {
  /** Of a service's task: its slot's name. */
  readonly task?: string;
  readonly id: string;
  readonly image: string;
  /** What the image name meant when the container was created; empty when the engine did not tell. */
  readonly imageId: string;
  readonly incarnations: readonly Incarnation[];
  readonly exits: readonly Exit[];
  readonly health: readonly { readonly status: 'starting' | 'healthy' | 'unhealthy'; readonly atMs: number; readonly seq: number }[];
  /** Starts after the first one that no step and no undo asked for: the restart policy's (or autoheal's) work. */
  readonly restarts: readonly {
    readonly atMs: number;
    readonly by: 'policy' | 'autoheal';
    /** From the death before to this start; NaN when that death was not seen. */
    readonly backoffMs: number;
    readonly seq: number;
  }[];
  /** The last known inspection. */
  readonly lastState?: HistoryEventOf<'container-state'>;
}

export interface Incarnation {
  readonly incarnation: number;
  readonly startedMs: number;
  readonly endedMs?: number;
  readonly exit?: Exit;
}

export interface Exit {
  readonly container: string;
  /** Of a service's task: its slot's name. */
  readonly task?: string;
  readonly incarnation: number;
  readonly code: number;
  /** The signal's name when the code is 128 + n, else undefined. A program may also exit so by itself. */
  readonly signal?: string;
  readonly oomKilled: boolean;
  readonly atMs: number;
  readonly seq: number;
}

export interface RecoveryAnalysis {
  readonly step: number;
  readonly fault: string;
  readonly faultMs: number;
  /** Start of the first lasting return to the steady state; absent when it never came. */
  readonly recoveredMs?: number;
  readonly durationMs?: number;
  /** False: no request was due after the fault and no steady state was looked for, so nothing is known. */
  readonly measured: boolean;
}

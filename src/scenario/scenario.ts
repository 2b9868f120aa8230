import type { ContainerSpec } from './container-spec.ts';
import type { ServiceSpec } from './service-spec.ts';

/** A scenario file after parsing: units resolved, defaults filled in, names checked. Times are ms, shares 0..1, sizes bytes. */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly seed?: string;
  /** By name, in the order written: everything under `containers:`, `services:` and `attach:`. */
  readonly subjects: Readonly<Record<string, SubjectSpec>>;
  readonly load: Readonly<Record<string, LoadSpec>>;
  readonly pressure: Readonly<Record<string, PressureSpec>>;
  readonly steady?: SteadySpec;
  readonly timeline: readonly StepSpec[];
  /** How long the steady state may take to hold again after the timeline; present when `steady` is. */
  readonly recovery?: { readonly withinMs: number };
  readonly expect: readonly ExpectationSpec[];
  /** When the run stops injecting and undoes everything. */
  readonly abort?: AbortSpec;
  readonly blastRadius: BlastRadius;
  /** How many times the whole scenario runs (1 or more). */
  readonly repeat: number;
  /** Upper bound of one run, set-up included. */
  readonly timeoutMs: number;
}

export type SubjectSpec = ContainerSubject | AttachedContainerSubject | ServiceSubject | AttachedServiceSubject;

/** A Swarm service that the run creates. */
export interface ServiceSubject {
  readonly kind: 'service';
  readonly spec: ServiceSpec;
  /** How long set-up waits for every task to run (and to be healthy when there is a health check). */
  readonly readyWithinMs: number;
}

/** A Swarm service that already runs: by its full name, or by stack and name (`stack_name` on the engine). */
export interface AttachedServiceSubject {
  readonly kind: 'attached-service';
  readonly service: string;
  readonly stack?: string;
}

export interface ContainerSubject {
  readonly kind: 'container';
  readonly spec: ContainerSpec;
  /** How many containers of this spec (Compose's `scale`); they are `name.1` … `name.n`. */
  readonly scale: number;
  /** `manual`: neither created nor started in set-up, only by a `start` step. */
  readonly start: 'auto' | 'manual';
  /** Restart it when Docker calls it unhealthy, which Docker itself does not do for plain containers. */
  readonly autoheal: boolean;
  /** How long set-up waits for it to run (and to be healthy when it has a health check). */
  readonly readyWithinMs: number;
}

export interface AttachedContainerSubject {
  readonly kind: 'attached';
  /** Exactly one of the three is set; `label` is `key` or `key=value`. */
  readonly container?: string;
  readonly containers?: readonly string[];
  readonly label?: string;
  readonly autoheal: boolean;
}

export type LoadStream = 'new' | 'keep-alive';

/** A part of a load whose rate changes evenly from one value to another; the same value twice: a constant rate. */
export interface RateStage {
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  readonly forMs: number;
}

export interface LoadSpec {
  /** http:, https:, or tcp: for a bare connect; with `command`, a tcp: URL names what the command's {host} and {port} stand for. */
  readonly url: string;
  /** Requests per second of each stream; with `stages`, the highest of them. */
  readonly ratePerSecond: number;
  /** From the first request on, one after the other; after the last one its final rate is kept. */
  readonly stages?: readonly RateStage[];
  /** The version of HTTP that is spoken (default 1.1). */
  readonly http?: '1.1' | '2';
  /** How the certificate of an https: URL is judged. */
  readonly tls?: { readonly caFile?: string; readonly insecure?: boolean };
  /** A program and its arguments in place of a request; exit code 0 is the good answer. */
  readonly command?: readonly string[];
  /** Where the scenario file says so: whoever has to allow it is shown the place. */
  readonly commandSource?: SourcePosition;
  /** A project's own way to ask in place of a request. */
  readonly probe?: ProbeSpec;
  /** Deadline of one request, counted from its due time. */
  readonly timeoutMs: number;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The first stream is the primary one: its figures are the load's figures. */
  readonly streams: readonly LoadStream[];
  readonly expect: { readonly status: readonly number[]; readonly bodyPattern?: string };
  /**
   * How a service is reached. `auto`: the ingress port where the kernel can route it, else every running task in turn. `proxy`: one HAProxy in front.
   * Containers and external URLs have no choice: `auto`.
   */
  readonly route: 'auto' | 'tasks' | 'ingress' | 'proxy';
  /** How the proxy checks and repeats, when the route is one. */
  readonly proxy?: ProxySpec;
  /** Where a response tells its version: a header's value, or the first group of a pattern in the body. */
  readonly version?: { readonly header: string } | { readonly bodyPattern: string };
}

export interface ProbeSpec {
  readonly kind: string;
  /** Absolute path of the module whose default export defines it. */
  readonly module: string;
  /** As written, and found valid: another process parses them again. */
  readonly options: unknown;
}

export interface ProxySpec {
  readonly checkIntervalMs: number;
  readonly retries: number;
  readonly redispatch: boolean;
}

/** Closed-loop background traffic by autocannon; never the measure. */
export interface PressureSpec {
  readonly url: string;
  readonly connections: number;
}

export interface SteadySpec {
  readonly forMs: number;
  readonly expect: readonly ExpectationSpec[];
}

/** One line under `timeline`: a trigger and, unless it only waits, a fault. */
export interface StepSpec {
  readonly name?: string;
  readonly trigger: TriggerSpec;
  readonly fault?: FaultSpec;
  readonly source: SourcePosition;
}

export type TriggerSpec =
  /** From the end of the steady phase. */
  | { readonly kind: 'at'; readonly atMs: number }
  /** From the end of the previous step (its undo included when it has a `for`). */
  | { readonly kind: 'after'; readonly afterMs: number }
  /** Occurrence k (0 …) is due at start + k × interval ± jitter; start is `at` when written, else the end of the previous step. */
  | { readonly kind: 'every'; readonly everyMs: number; readonly times: number; readonly jitter: number; readonly atMs?: number }
  /** As soon as the condition holds once the previous step has ended; `withinMs` later the run gives up on it. */
  | { readonly kind: 'when'; readonly condition: ConditionSpec; readonly withinMs: number };

export interface AbortSpec {
  /** Any of them. */
  readonly when: readonly AbortCondition[];
  /** What the run comes to at best when one has held. */
  readonly verdict: 'failed' | 'inconclusive';
}

export interface AbortCondition {
  /** For people: 'availability of users < 80% for 5s'. */
  readonly text: string;
  readonly condition: ConditionSpec;
  readonly source: SourcePosition;
}

export interface ConditionSpec {
  readonly kind: string;
  /** The subject's or load's name. */
  readonly of: string;
  /** The options as the trigger's own schema returned them (without of and within). */
  readonly options: unknown;
}

export interface FaultSpec {
  readonly kind: string;
  /** Names the subject; absent for a fault whose definition says `of: 'none'`. */
  readonly of?: string;
  readonly pick: Pick;
  /** How long the fault lasts before it is undone; absent: undone at the end of the timeline or of the run. */
  readonly forMs?: number;
  /** True when the fault takes a service as a whole (its definition says `of: 'service'`). */
  readonly wholeService?: true;
  /** What a lasting fault follows when its task is replaced meanwhile: that task only (the default), whoever has its slot, or its version. */
  readonly follow?: 'task' | 'slot' | 'version';
  /** The options as the fault's own schema returned them (without of, pick and for). */
  readonly options: unknown;
}

/** Which of a subject's containers a fault hits. `narrow` filters first, then `choose` takes some of the rest. */
export interface Pick {
  readonly choose:
    | { readonly kind: 'all' }
    | { readonly kind: 'one' }
    /** So many, in the order that `age` gives. */
    | { readonly kind: 'first'; readonly count: number }
    | { readonly kind: 'random'; readonly count: number }
    | { readonly kind: 'share'; readonly share: number };
  readonly label?: string;
  readonly regex?: string;
  /** Exactly these: a container's name, or of a task its slot's (`web.2`). */
  readonly names?: readonly string[];
  /** Tasks only. Slots of a replicated service, from 1. */
  readonly slots?: readonly number[];
  /** Tasks only: their version, as their image's tag tells it ('2' and 'v2' both mean the tag v2). */
  readonly version?: string;
  /** Tasks only: the image's reference, with or without its tag. */
  readonly image?: string;
  /** Tasks only. */
  readonly health?: 'healthy' | 'unhealthy' | 'starting';
  /** Tasks only: host name or id of the node that runs them. */
  readonly node?: string;
  /** Tasks only: newest or oldest first, before one or some are chosen. */
  readonly age?: 'newest' | 'oldest';
}

export interface ExpectationSpec {
  readonly kind: string;
  /** The options as the check's own schema returned them. */
  readonly options: unknown;
  readonly source: SourcePosition;
}

/** The hard upper bound on what one fault may touch; absent members do not limit. */
export interface BlastRadius {
  readonly maxTargets?: number;
  readonly maxShare?: number;
  /** How long a fault without a `for` may last; absent: 10 minutes. */
  readonly maxDurationMs?: number;
  /** Whether the last healthy replica of an attached subject may be hit; absent: it may not. */
  readonly lastHealthy?: boolean;
  /** Of what was there before the run only what has a label of each of these lists: `key` or `key=value`. */
  readonly allow?: readonly (readonly string[])[];
  /** Nothing that has one of these labels. */
  readonly deny?: readonly string[];
  /** Present: a step that a guard rail refuses is left out, and the run goes on without doubt. */
  readonly skipRefused?: true;
}

/** Where something stands in the scenario file, from 1; 0 and 0 in a scenario that is a JavaScript object. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

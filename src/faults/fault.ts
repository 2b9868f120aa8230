import type { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { ServiceSnapshot, Swarm } from '../engine/swarm.ts';
import type { Target } from '../targets/target.ts';
import type { UndoAction } from './undo-action.ts';

/** One disturbance. A file each in faults/, listed in registry.ts; user's own faults come in the same way. */
export interface Fault<Options = unknown> {
  readonly name: string;
  readonly summary: string;
  /** Options without `of`, `pick` and `for`, which every fault has. */
  readonly schema: z.ZodType<Options>;
  /** `service`: it takes a service as a whole, not its tasks. */
  readonly of: 'subject' | 'service' | 'none';
  /** Whether the fault lasts and so takes `for:`; `optional`: without it, it is undone at the end of the timeline or of the run. */
  readonly lasts: 'never' | 'optional';
  /** Whether it acts on tasks of services only, or on plain containers only. Absent: on both. */
  readonly tasks?: 'only' | 'never';
  /** It ends a task, which Swarm replaces: `for:` has nothing to undo there, and needs a `follow`. */
  readonly endsTasks?: true;
  /** Images that it will need, brought to the engine in set-up so that the step does not wait for a build or a pull. */
  images?(options: Options): readonly string[];
  /**
   * Of faults on a service as a whole: how many of so many running tasks it ends or replaces, as the blast radius counts them. Absent: all.
   */
  tasksHit?(options: Options, running: number): number;
  /** Of these, how many are away at the same time if all goes as asked: the last healthy one must stay. Absent: as many. */
  tasksAtOnce?(options: Options, running: number, service: ServiceSnapshot): number;
  /**
   * Works out, without changing anything, what injecting into one target will do and how to undo it.
   * The undo is on disk before `inject` is called.
   * @throws FaultlineError ERR_TARGET_GONE when the target cannot take this fault any more.
   */
  prepare(options: Options, target: Target, context: FaultContext): Promise<PreparedFault>;
}

/** What injecting into one target will do, and how to undo it. */
export interface PreparedFault {
  readonly undo: readonly UndoAction[];
  /** Does it. Returns how it was delivered. */
  inject(): Promise<Injected>;
}

/** How a fault was delivered, for the history. */
export interface Injected {
  readonly method?: string;
  /** Small facts for the history, such as the exec's exit code. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  /** The engine refused and the options said it may (`allow_refusal`). */
  readonly refused?: { readonly operation: 'create' | 'start'; readonly status: number; readonly reason: string };
}

/** What a fault may use. */
export interface FaultContext {
  /** The engine that has the target: for a task, that of the node which runs it. */
  readonly engine: Engine;
  /** Present when the target is a task or a service. */
  readonly swarm?: Swarm;
  readonly clock: Clock;
  /** Aborted when the run is interrupted; injections stop, undo does not. */
  readonly signal: AbortSignal;
  /** Creates a `start: manual` container, for the `start` fault; returns its id. */
  createTarget(target: Target): Promise<string>;
}

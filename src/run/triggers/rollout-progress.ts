import type { HistoryEvent, HistoryEventOf, TaskEvent } from '../../history/history-event.ts';
import { ServiceTasks } from './service-tasks.ts';

type RolloutState = HistoryEventOf<'rollout'>['state'];

/** Faults after which the state of an earlier rollout says nothing any more. */
const changes: ReadonlySet<string> = new Set(['rollout', 'rollback', 'force-update', 'scale']);
/** Of these, the faults that begin a rollout. */
const beginnings: ReadonlySet<string> = new Set(['rollout', 'rollback', 'force-update']);
const ended: ReadonlySet<RolloutState> = new Set<RolloutState>(['paused', 'completed', 'rollback_paused', 'rollback_completed']);

/**
 * Follows the newest rollout of a service through the history. A rollout begins with another spec of the service's tasks, or else with an
 * update status that says so; a rollback is a rollout to the spec before. What an earlier one came to is forgotten.
 */
export class RolloutProgress {
  readonly #subject: string;
  readonly #tasks: ServiceTasks;
  #state: RolloutState | undefined;
  /** When the engine says that it came to that state. */
  #stateAtMs = Number.NEGATIVE_INFINITY;
  /** When the newest rollout began, and when a step of the scenario last asked for one. */
  #beganAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** The spec has changed, and the update status that belongs to it has not been told yet. */
  #unconfirmed = false;
  /** Tasks that the rollout has found running. */
  #found: ReadonlySet<string> = new Set();
  #updated = new Set<string>();

  constructor(subject: string) {
    this.#subject = subject;
    this.#tasks = new ServiceTasks(subject);
  }

  /** The update status of the newest rollout; undefined before it has one. */
  get state(): RolloutState | undefined {
    return this.#state;
  }

  take(event: HistoryEvent): void {
    if (event.type === 'step') this.#takeStep(event);
    if (event.type === 'service' && event.subject === this.#subject) this.#takeService(event);
    if (event.type === 'rollout' && event.subject === this.#subject) this.#takeRollout(event);
    this.#tasks.take(event);
    for (const { task, taskId } of this.#current()) if (!this.#found.has(taskId)) this.#updated.add(task);
  }

  /** Returns the share of the wanted tasks that run with the newest spec; undefined while no rollout has begun. */
  share(): number | undefined {
    const wanted = this.#tasks.wanted();
    if (!this.#hasBegun() || wanted === 0) return undefined;
    // Swarm leaves a task alone that meets a changed placement already: once it says that all is done, all are of the new spec.
    const renewed = this.#isComplete() ? this.#tasks.running() : this.#current();
    return Math.min(1, new Set(renewed.map(({ task }) => task)).size / wanted);
  }

  /** Returns in how many slots the rollout has put a new task that ran; undefined while no rollout has begun. */
  updated(): number | undefined {
    return this.#hasBegun() ? this.#updated.size : undefined;
  }

  #takeStep({ fault, outcome, targets, atMs }: HistoryEventOf<'step'>): void {
    if (fault === undefined || !changes.has(fault) || outcome !== 'injected' || !targets.includes(this.#subject)) return;
    if (beginnings.has(fault)) this.#askedAt = atMs;
    if (this.#stateAtMs < atMs) this.#forgetEnd();
  }

  #takeService(event: HistoryEventOf<'service'>): void {
    const before = this.#tasks.service;
    if (before === undefined) return;
    this.#forgetEnd();
    if (before.specVersion === event.specVersion) return;
    this.#begin(event.t);
    this.#unconfirmed = true;
  }

  /** An event that was overtaken by the inspection of what came after it tells how a rollout began, but not how it stands. */
  #takeRollout({ t, state, atMs }: HistoryEventOf<'rollout'>): void {
    const overtaken = atMs < this.#stateAtMs;
    if (!overtaken) {
      this.#state = state;
      this.#stateAtMs = atMs;
    }
    if (state !== 'updating' && state !== 'rollback_started') return;
    if (!this.#unconfirmed) this.#begin(t, overtaken ? atMs : undefined);
    this.#unconfirmed = false;
  }

  /** @param createdBeforeMs of the tasks that run, those that the rollout has found and not made */
  #begin(t: number, createdBeforeMs = Number.POSITIVE_INFINITY): void {
    this.#beganAt = t;
    const found = this.#tasks.running().filter(({ createdMs }) => createdMs < createdBeforeMs);
    this.#found = new Set(found.map(({ taskId }) => taskId));
    this.#updated = new Set();
  }

  #forgetEnd(): void {
    if (this.#state !== undefined && ended.has(this.#state)) this.#state = undefined;
  }

  #hasBegun(): boolean {
    return Number.isFinite(this.#beganAt) && this.#beganAt >= this.#askedAt;
  }

  #isComplete(): boolean {
    return this.#state === 'completed' || this.#state === 'rollback_completed';
  }

  /** Returns the tasks that run with the newest spec. */
  #current(): TaskEvent[] {
    const specVersion = this.#tasks.service?.specVersion;
    return this.#hasBegun() ? this.#tasks.running().filter((task) => task.specVersion === specVersion) : [];
  }
}

import type { Clock } from '../clock/clock.ts';
import type { ServiceSnapshot, UpdateState } from '../engine/swarm.ts';
import type { RolloutEvent } from '../history/history-event.ts';
import { rolloutEvent } from './record-service.ts';

interface Recorded {
  readonly state: string;
  readonly startedAtMs: number | undefined;
  /** Known from an inspection only: the engine's event about it may still be on its way. */
  readonly unconfirmed: boolean;
  readonly atMs: number;
}

/** An inspection and an event date the same change by two readings of the engine's clock. */
const SAME_MS = 50;
const JUST_BEFORE_MS = 0.001;

/** A change of the update status as an engine event told it; without a state: Swarm forgot the status, because another update came. */
export interface StatusChange {
  readonly state: string;
  readonly atMs: number;
}

const states: ReadonlySet<string> = new Set<UpdateState>([
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
]);

/**
 * Turns what events and inspections say about the update status of one service into one rollout event for each change: the events know
 * when, the inspection knows why, and either may come first.
 */
export class RolloutRecord {
  readonly #subject: string;
  readonly #clock: Clock;
  #last: Recorded | undefined;
  #told: StatusChange[] = [];

  /** @param snapshot what the service was when it was first seen: no change of it is ours to record */
  constructor(subject: string, snapshot: ServiceSnapshot, clock: Clock) {
    this.#subject = subject;
    this.#clock = clock;
    if (snapshot.updateStatus !== undefined) this.#last = recorded(snapshot.updateStatus);
  }

  /** Takes note of what an event says. */
  tell(change: StatusChange): void {
    this.#told.push(change);
  }

  /** Returns what was told up to now, to be handed to `changes` with an inspection that is made after this. */
  taken(): readonly StatusChange[] {
    return this.#told.splice(0);
  }

  /** Returns the changes to record, oldest first; the snapshot was asked for at `askedMs`. */
  changes(told: readonly StatusChange[], snapshot: ServiceSnapshot, askedMs: number): RolloutEvent[] {
    const found = snapshot.updateStatus;
    const events = told.flatMap((change) => this.#fromEvent(change, found));
    if (found === undefined) this.#last = undefined;
    else if (this.#isNews(found)) {
      const event = rolloutEvent(this.#subject, snapshot, this.#clock, askedMs);
      if (event !== undefined) events.push(event);
      this.#last = recorded(found, event?.atMs);
    }
    return events;
  }

  #fromEvent({ state, atMs }: StatusChange, found: ServiceSnapshot['updateStatus']): RolloutEvent[] {
    if (!isUpdateState(state)) {
      this.#last = undefined;
      return [];
    }
    const startedAtMs = found?.state === state ? found.startedAtMs : undefined;
    const last = this.#last;
    const known = last?.state === state && last.unconfirmed;
    // The inspection was quicker and has seen what came after: this change is recorded late, and the later one stays the last.
    if (last?.unconfirmed === true && !known && atMs <= last.atMs + SAME_MS) {
      return [{ type: 'rollout', subject: this.#subject, state, message: '', atMs: Math.min(atMs, last.atMs - JUST_BEFORE_MS) }];
    }
    this.#last = { state, startedAtMs, unconfirmed: false, atMs };
    if (known) return [];
    return [{ type: 'rollout', subject: this.#subject, state, message: found?.state === state ? found.message : '', atMs }];
  }

  #isNews({ state, startedAtMs }: NonNullable<ServiceSnapshot['updateStatus']>): boolean {
    const last = this.#last;
    if (last?.state !== state) return true;
    return last.startedAtMs !== undefined && startedAtMs !== undefined && last.startedAtMs !== startedAtMs;
  }
}

function recorded({ state, startedAtMs }: NonNullable<ServiceSnapshot['updateStatus']>, atMs = -Infinity): Recorded {
  return { state, startedAtMs, unconfirmed: true, atMs };
}

function isUpdateState(state: string): state is UpdateState {
  return states.has(state);
}

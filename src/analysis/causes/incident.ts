import type { HistoryEventOf } from '../../history/history-event.ts';
import type { Outage, StreamAnalysis, SubjectAnalysis } from '../analysis.ts';
import type { Absence } from './absence.ts';

export type Step = HistoryEventOf<'step'>;
export type EngineEvent = HistoryEventOf<'engine-event'>;

/** What the whole run gives to explain outages by. */
export interface RunFacts {
  /** Steps that injected a fault, in order. */
  readonly faults: readonly Step[];
  readonly steps: readonly Step[];
  readonly undos: readonly HistoryEventOf<'undo'>[];
  readonly endpoints: readonly HistoryEventOf<'endpoint'>[];
  /** About containers, by the engine's time; not those of health checks and other commands inside. */
  readonly engineEvents: readonly EngineEvent[];
  readonly created: ReadonlyMap<string, HistoryEventOf<'subject'>>;
  readonly subjects: Readonly<Record<string, SubjectAnalysis>>;
  readonly absences: readonly Absence[];
  readonly states: readonly HistoryEventOf<'container-state'>[];
  readonly endMs: number;
}

/** One outage of one stream, with what a rule may look at. */
export interface Incident {
  readonly load: string;
  readonly of: StreamAnalysis;
  /** The load's other streams. */
  readonly others: readonly StreamAnalysis[];
  readonly outage: Outage;
  /** What happened later than this did not cause it. */
  readonly begunMs: number;
  /** The subject that the load asks; undefined: something else, or more than one. */
  readonly subject?: SubjectAnalysis & { readonly name: string };
  /** The containers that requests went to when it began; empty when that is not known (a proxy, the routing mesh, another host). */
  readonly routed: readonly string[];
  /** Of those containers, or of all the subject's: those that were away, or if none was, those that had just come back. By their beginning. */
  readonly absences: readonly Absence[];
  /** The beginning of the load. Its buckets may be merged later, and then have other numbers. */
  readonly loadSeq: number;
  readonly run: RunFacts;
}

/** How far the engine's dates and the run's may be apart. */
export const SKEW_MS = 250;

/** How long after its start a process may need until it listens. */
export const STARTING_MS = 5000;

import type { Clock } from '../clock/clock.ts';
import type { VersionAnswered } from '../history/history-event.ts';
import type { LoadBucketEvent } from '../history/load-bucket.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import type { Endpoint } from './endpoint.ts';

export interface ProberRequest {
  /** The load's name. */
  readonly load: string;
  readonly spec: LoadSpec;
  readonly clock: Clock;
  /** Run time of the first due request of every stream. */
  readonly startAtMs: number;
  /** No request is due so long after the start or later; absent: until it is stopped. */
  readonly forMs?: number;
  readonly endpoints: readonly Endpoint[];
  /** Called with each bucket as soon as all of its requests have ended, in order of time per stream. */
  readonly onBucket: (bucket: LoadBucketEvent) => void;
  /** Called at once when a version answers that had not for a second, or ever; its bucket comes when all of its requests have ended. */
  readonly onVersion?: (answered: VersionAnswered) => void;
  /** Called once when the child process died by itself or could not keep going. */
  readonly onFailure: (error: Error) => void;
}

/** The measuring load: open loop, in a process of its own. */
export interface Prober {
  /** Run time of its first due request. */
  readonly startMs: number;
  /** Requests due from now on go to these, in turn. An empty list fails them as refused. */
  setEndpoints(endpoints: readonly Endpoint[]): void;
  /** Plans no more requests from now on; resolves when every request has ended and every bucket was delivered. */
  stop(): Promise<void>;
  /** Ends the process at once. */
  kill(): void;
}

import type { RequestClass } from '../history/load-bucket.ts';

/**
 * Called once for each request. `code`: of the error that ended it, if one did. `agoMs`: for how long the outcome has been known already; absent: it is
 * known since now.
 */
export type OnEnd = (outcome: RequestClass, version: string | undefined, code?: string, agoMs?: number) => void;

/** One request from its sending to its end. It ends exactly once: by an outcome, by an error, or by its deadline. It is never retried. */
export interface RequestInFlight {
  readonly ended: boolean;
  /** What kept it from being ok, in words for people; undefined while there is nothing to tell. */
  readonly problem: string | undefined;
  /** Ends it, because its deadline has come. */
  expire(): void;
}

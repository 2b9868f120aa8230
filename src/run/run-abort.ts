import type { RunEnded } from '../history/history-event.ts';

/** Why a run stops before its end; the reason of its abort signal. */
export class RunAbort extends Error {
  readonly reason: Exclude<RunEnded['reason'], 'completed' | 'not-steady'>;

  constructor(reason: RunAbort['reason'], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'RunAbort';
    this.reason = reason;
  }
}

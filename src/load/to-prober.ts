import type { LoadSpec } from '../scenario/scenario.ts';
import type { Endpoint } from './endpoint.ts';

export interface StartProbing {
  readonly type: 'start';
  readonly load: string;
  readonly spec: LoadSpec;
  /** A bigint does not pass through JSON, so the clock's origin is text. */
  readonly originNs: string;
  readonly startAtMs: number;
  readonly forMs?: number;
  readonly endpoints: readonly Endpoint[];
}

/** What the parent tells the prober process. */
export type ToProber = StartProbing | { readonly type: 'endpoints'; readonly endpoints: readonly Endpoint[] } | { readonly type: 'stop' };

/**
 * Returns whether a message is one of these, by its kind: it comes from this very program, which has checked what it is made of, and the module that would
 * check it again is a third of the memory of the prober process.
 */
export function isToProber(message: unknown): message is ToProber {
  return (
    typeof message === 'object' && message !== null && 'type' in message && ['start', 'endpoints', 'stop'].includes(String(message.type))
  );
}

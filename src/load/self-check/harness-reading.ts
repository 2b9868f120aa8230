/** What the system counts about this process, from its beginning on. A counter that this system does not have stays 0. */
export interface HarnessReading {
  /** Monotonic, as the load measures. */
  readonly atMs: number;
  /** Its main thread ran on a processor. */
  readonly ranMs: number;
  /** It could have run, but others did, or its quota was used up. */
  readonly waitedMs: number;
  /** Its control group had used up its quota. */
  readonly throttledMs: number;
  /** The hypervisor ran something else, mean over the processors. */
  readonly stolenMs: number;
  /** The machine was suspended: time that the monotonic clock does not count. */
  readonly suspendedMs: number;
}

export type HarnessSpent = Omit<HarnessReading, 'atMs'> & { readonly forMs: number };

/** Returns what happened between two readings. */
export function spentBetween(before: HarnessReading, after: HarnessReading): HarnessSpent {
  return {
    forMs: after.atMs - before.atMs,
    ranMs: after.ranMs - before.ranMs,
    waitedMs: after.waitedMs - before.waitedMs,
    throttledMs: after.throttledMs - before.throttledMs,
    stolenMs: after.stolenMs - before.stolenMs,
    suspendedMs: after.suspendedMs - before.suspendedMs,
  };
}

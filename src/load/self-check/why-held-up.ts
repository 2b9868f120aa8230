import type { HarnessSpent } from './harness-reading.ts';

interface Cause {
  readonly ms: number;
  /** Of the lost time: what explains less does not explain it. */
  readonly share: number;
  readonly text: string;
}

/** Returns what held this process up for `lostMs`, and what helps; by what the system counted meanwhile. */
export function whyHeldUp(lostMs: number, spent: HarnessSpent): string {
  const { throttledMs, waitedMs, stolenMs, ranMs } = spent;
  const causes: readonly Cause[] = [
    // Linux counts it only when the quota is renewed, and part of it as waiting for others in the same control group.
    { ms: throttledMs, share: 0.1, text: 'its CPU quota was used up: give the container or job that runs faultline more CPU' },
    {
      ms: waitedMs,
      share: 0.5,
      text: 'other processes had the processors: leave one to faultline, or let it raise its priority (root or CAP_SYS_NICE)',
    },
    { ms: stolenMs, share: 0.5, text: 'the hypervisor ran other machines: use one with processors of its own' },
    {
      ms: ranMs,
      share: 0.5,
      text: 'it was itself busy, with more than one processor can do: lower the rate, or send over keep-alive connections only',
    },
  ];
  const cause = causes.find(({ ms, share }) => ms > 0 && ms >= lostMs * share);
  return (
    cause?.text ?? 'it neither ran nor waited for a processor: it was stopped (SIGSTOP, a frozen container), or waited for memory or disk'
  );
}

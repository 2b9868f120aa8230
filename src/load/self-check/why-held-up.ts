import type { HarnessSpent } from './harness-reading.ts';

/** What explains less than this share of the lost time does not explain it. */
const MOST = 0.5;

/** Returns what held this process up for `lostMs`, and what helps; by what the system counted meanwhile. */
export function whyHeldUp(lostMs: number, spent: HarnessSpent): string {
  const causes: readonly (readonly [number, string])[] = [
    [spent.throttledMs, 'its CPU quota was used up: give the container or job that runs faultline more CPU'],
    [spent.waitedMs, 'other processes had the processors: leave one to faultline, or let it raise its priority (root or CAP_SYS_NICE)'],
    [spent.stolenMs, 'the hypervisor ran other machines: use one with processors of its own'],
    [spent.ranMs, 'it was itself busy, with more than one processor can do: lower the rate, or send over keep-alive connections only'],
  ];
  const cause = causes.find(([ms]) => ms >= lostMs * MOST);
  return (
    cause?.[1] ?? 'it neither ran nor waited for a processor: it was stopped (SIGSTOP, a frozen container), or waited for memory or disk'
  );
}

import { performance } from 'node:perf_hooks';

const NS_PER_MS = 1e6;
const READINGS = 5;

/**
 * Returns by how many ms `performance.now()` is behind a clock that began at `originNs` (of process.hrtime): both read the machine's monotonic clock, each
 * from an origin of its own. Of several pairs of readings the one counts between whose readings the least time went by: the first call of either may
 * take milliseconds, which every time that is told with the offset would be wrong by.
 */
export function monotonicOffsetMs(originNs: bigint): number {
  const pairs = Array.from({ length: READINGS }, () => {
    const beforeMs = performance.now();
    const atMs = Number(process.hrtime.bigint() - originNs) / NS_PER_MS;
    const afterMs = performance.now();
    return { betweenMs: afterMs - beforeMs, offsetMs: atMs - (beforeMs + afterMs) / 2 };
  });
  return pairs.reduce((best, pair) => (pair.betweenMs < best.betweenMs ? pair : best)).offsetMs;
}

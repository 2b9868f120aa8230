import type { Clock } from '../../src/clock/clock.ts';

const PERIOD_MS = 1000;

/**
 * Makes so many bytes of JSON every second until `untilMs`, those of a second in one go, as a main process does that is busy with something
 * else than its load. Returns how many bytes it made.
 */
export async function makeJson(bytesPerSecond: number, clock: Clock, untilMs: number): Promise<number> {
  if (bytesPerSecond === 0) return 0;
  const entry = { type: 'log', subject: 'web', container: 'web.1', text: 'x'.repeat(80), atMs: 1234.5678, values: [1.5, 2.25, 3.125] };
  const perEntry = JSON.stringify(entry).length + 1;
  const entries = Array.from({ length: Math.ceil(bytesPerSecond / perEntry) }, (_, seq) => ({ ...entry, atMs: seq + 0.5 }));
  let made = 0;
  for (let nextMs = clock.now(); nextMs < untilMs; nextMs += PERIOD_MS) {
    await clock.sleepUntil(nextMs);
    made += JSON.stringify(entries).length;
  }
  return made;
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './clock.ts';

const NS_PER_MS = 1e6;

/** The machine's monotonic clock, starting at 0 when constructed. */
export class RealClock implements Clock {
  readonly originNs = process.hrtime.bigint();
  readonly #originWallMs = Date.now();

  now(): number {
    return Number(process.hrtime.bigint() - this.originNs) / NS_PER_MS;
  }

  wall(): string {
    return new Date().toISOString();
  }

  fromWallMs(epochMs: number): number {
    return epochMs - this.#originWallMs;
  }

  async sleepUntil(atMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    // A timer may fire up to 1 ms early, and one longer than 2^31 ms would fire at once: ask again until it is time.
    for (let left = atMs - this.now(); left > 0; left = atMs - this.now()) {
      await delay(Math.min(Math.ceil(left), 2 ** 30), undefined, { signal }).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw error;
      });
    }
  }
}

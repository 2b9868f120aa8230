import { readFileSync } from 'node:fs';
import { availableParallelism, uptime } from 'node:os';
import { CgroupThrottle } from './cgroup-throttle.ts';
import type { HarnessReading } from './harness-reading.ts';

const MS_PER_S = 1000;
const NS_PER_MS = 1e6;
/** The ticks in which Linux counts the processors' time for programs (USER_HZ): always hundredths of a second. */
const MS_PER_TICK = 10;
/** Position in the first line of /proc/stat. @see proc(5) */
const STEAL = 8;
const LOOKS = 3;

/** Reads what the system counts about this process. What cannot be read (another system, no descriptor left) stays as it was. */
export class HarnessMeter {
  readonly #throttle = new CgroupThrottle();
  #schedule: readonly number[] = [];
  #machine: readonly number[] = [];
  #suspendedMs = -Infinity;

  read(nowMs: number): HarnessReading {
    this.#schedule = numbersOf('/proc/self/schedstat') ?? this.#schedule;
    this.#machine = numbersOf('/proc/stat') ?? this.#machine;
    const [ranNs = 0, waitedNs = 0] = this.#schedule;
    return {
      atMs: nowMs,
      ranMs: ranNs / NS_PER_MS,
      waitedMs: waitedNs / NS_PER_MS,
      throttledMs: this.#throttle.totalMs(nowMs),
      stolenMs: ((this.#machine[STEAL] ?? 0) * MS_PER_TICK) / availableParallelism(),
      suspendedMs: this.#suspended(),
    };
  }

  #suspended(): number {
    for (let look = 0; look < LOOKS; look += 1) {
      // uptime() counts while the machine is suspended, performance.now() does not. What comes between the two readings only makes it less.
      this.#suspendedMs = Math.max(this.#suspendedMs, uptime() * MS_PER_S - performance.now());
    }
    return this.#suspendedMs;
  }
}

/** The numbers, by position, of the file's first line; a word counts as a position. */
function numbersOf(file: string): number[] | undefined {
  try {
    const line = readFileSync(file, 'latin1').split('\n', 1)[0] ?? '';
    return line.split(/\s+/).map((word) => Number(word) || 0);
  } catch {
    return undefined;
  }
}

const NS_PER_MS = 1e6;
const EDGES = 3;

/** The time of day to the microsecond, comparable with that of other processes on this machine: Date.now() counts in whole milliseconds. */
export class WallClock {
  readonly #offsetMs: number;

  constructor() {
    // Right when Date.now() moves on, it is exact. Being interrupted meanwhile only makes an edge seem later.
    this.#offsetMs = Math.max(...Array.from({ length: EDGES }, edgeOffset));
  }

  /** Unix epoch. */
  nowMs(): number {
    return monotonicMs() + this.#offsetMs;
  }
}

function edgeOffset(): number {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  return now - monotonicMs();
}

function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / NS_PER_MS;
}

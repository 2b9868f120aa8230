import seedrandom from 'seedrandom';

/** A repeatable stream of random numbers: the same seed text gives the same numbers on every machine. */
export class SeededRandom {
  readonly #next: () => number;

  constructor(seed: string) {
    this.#next = seedrandom(seed);
  }

  /** Returns a number in [0, 1). */
  fraction(): number {
    return this.#next();
  }

  /** Returns an integer in [0, below). */
  below(below: number): number {
    return Math.floor(this.#next() * below);
  }

  /** Returns `count` different members in random order (all of them when there are fewer). */
  sample<T>(members: readonly T[], count: number): T[] {
    const pool = [...members];
    const chosen: T[] = [];
    while (chosen.length < count && pool.length > 0) chosen.push(...pool.splice(this.below(pool.length), 1));
    return chosen;
  }
}

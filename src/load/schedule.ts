const MS_PER_SECOND = 1000;

/** The due times of one stream, all fixed in advance: request k is due (k + phase) arrival intervals after the start. */
export class Schedule {
  readonly #ratePerSecond: number;
  readonly #phase: number;
  #next = 0;

  /** `phase` is 0..1 of an interval: it keeps the streams of a load from colliding. */
  constructor(ratePerSecond: number, phase: number) {
    this.#ratePerSecond = ratePerSecond;
    this.#phase = phase;
  }

  /** Milliseconds from the start to the next request's due time. Computed from its number, so that no rounding adds up. */
  get nextMs(): number {
    return ((this.#next + this.#phase) * MS_PER_SECOND) / this.#ratePerSecond;
  }

  advance(): void {
    this.#next += 1;
  }
}

import type { LoadSpec } from '../scenario/scenario.ts';
import { rateSegments, type RateSegment } from './rate-segments.ts';

const MS_PER_SECOND = 1000;

/**
 * The due times of one stream, all fixed in advance: request k is due when the integral of the rate reaches k + phase; at a constant rate
 * that is (k + phase) arrival intervals after the start.
 */
export class Schedule {
  readonly #segments: readonly RateSegment[];
  readonly #phase: number;
  #segment: RateSegment;
  #nextSegment = 1;
  #next = 0;

  /** `phase` is 0..1 of a request: it keeps the streams of a load from colliding. */
  constructor(rate: Pick<LoadSpec, 'ratePerSecond' | 'stages'>, phase: number) {
    const segments = rateSegments(rate);
    this.#segments = segments;
    this.#segment = segments[0];
    this.#phase = phase;
    this.#enterSegment();
  }

  /** Milliseconds from the start to the next request's due time. Computed from its number, so that no rounding adds up. */
  get nextMs(): number {
    const { fromMs, lengthMs, arrivalsBefore, fromPerSecond, growthPerSecond2 } = this.#segment;
    const arrivals = this.#next + this.#phase - arrivalsBefore;
    if (arrivals <= 0) return fromMs;
    if (growthPerSecond2 === 0) return fromMs + Math.min(lengthMs, (arrivals * MS_PER_SECOND) / fromPerSecond);
    // The root of rate × t + growth / 2 × t² = arrivals, in the form that loses no digits when the growth is small.
    const root = Math.sqrt(Math.max(0, fromPerSecond ** 2 + 2 * growthPerSecond2 * arrivals));
    return fromMs + Math.min(lengthMs, (2 * arrivals * MS_PER_SECOND) / (fromPerSecond + root));
  }

  advance(): void {
    this.#next += 1;
    this.#enterSegment();
  }

  /** Returns the highest rate in a part of the time, in ms from the start. */
  peakPerSecond(fromMs: number, untilMs: number): number {
    let peak = 0;
    for (const { fromMs: begin, lengthMs, fromPerSecond, growthPerSecond2 } of this.#segments) {
      const rateAt = (ms: number) => fromPerSecond + (growthPerSecond2 * (ms - begin)) / MS_PER_SECOND;
      const [first, last] = [Math.max(fromMs, begin), Math.min(untilMs, begin + lengthMs)];
      if (first < last) peak = Math.max(peak, rateAt(first), growthPerSecond2 === 0 ? 0 : rateAt(last));
    }
    return peak;
  }

  /** Requests only ever go forward, so that each is found at once however many stages there are. */
  #enterSegment(): void {
    for (let next = this.#segments[this.#nextSegment]; next !== undefined; next = this.#segments[this.#nextSegment]) {
      if (this.#next + this.#phase < next.arrivalsBefore) return;
      this.#segment = next;
      this.#nextSegment += 1;
    }
  }
}

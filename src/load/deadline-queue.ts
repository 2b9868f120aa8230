import type { RequestInFlight } from './request-in-flight.ts';

export interface Deadline {
  readonly request: RequestInFlight;
  readonly atMs: number;
}

const COMPACT_AFTER = 1024;

/** Requests on their way in order of their deadlines, which is the order of their due times as every request has the same timeout. */
export class DeadlineQueue {
  /** What has ended is let go at once: kept, it would outlive the young generation, which makes its collection several times as long. */
  #entries: (Deadline | undefined)[] = [];
  #head = 0;

  push(deadline: Deadline): void {
    this.#entries.push(deadline);
  }

  /** Ends every request that is still on its way although its deadline has come. */
  sweep(nowMs: number): void {
    for (let first = this.#first(); first !== undefined && first.atMs <= nowMs; first = this.#first()) {
      this.#pass();
      first.request.expire();
    }
    if (this.#head >= COMPACT_AFTER) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Undefined when nothing is on its way. */
  get nextMs(): number | undefined {
    return this.#first()?.atMs;
  }

  #first(): Deadline | undefined {
    while (this.#entries[this.#head]?.request.ended === true) this.#pass();
    return this.#entries[this.#head];
  }

  #pass(): void {
    this.#entries[this.#head] = undefined;
    this.#head += 1;
  }
}

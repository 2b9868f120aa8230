/** A timer is this late on an idle machine too. */
const GRANULE_MS = 2;

/** How much later than planned this process woke up, all in all: time in which it neither sent nor read. */
export class LostTime {
  #totalMs = 0;
  #wakeMs = Infinity;

  /** The process means to sleep until then. */
  planned(wakeMs: number): void {
    this.#wakeMs = wakeMs;
  }

  /** Returns how late this wake-up is, which counts as lost. */
  woke(nowMs: number): number {
    const lateMs = this.lateMs(nowMs);
    this.#totalMs += lateMs > GRANULE_MS ? lateMs : 0;
    this.#wakeMs = Infinity;
    return lateMs;
  }

  /** Returns how long it should have been awake already; 0 when it is. */
  lateMs(nowMs: number): number {
    return Math.max(0, nowMs - this.#wakeMs);
  }

  /** Returns what was lost since the beginning, with what is being lost now. */
  totalMs(nowMs: number): number {
    const lateMs = this.lateMs(nowMs);
    return this.#totalMs + (lateMs > GRANULE_MS ? lateMs : 0);
  }
}

import type { Window } from '../analysis/analysis.ts';

/** A span of run time cut into equal slots, one for each column of a drawing. */
export class TimeSlots {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly count: number;

  constructor(window: Window, count: number) {
    this.fromMs = window.fromMs;
    this.untilMs = window.untilMs;
    this.count = count;
  }

  get slotMs(): number {
    return (this.untilMs - this.fromMs) / this.count;
  }

  /** Returns the slot of an instant, or undefined when it lies outside. The very end belongs to the last slot. */
  slotOf(atMs: number): number | undefined {
    if (!(atMs >= this.fromMs && atMs <= this.untilMs)) return undefined;
    return Math.min(this.count - 1, Math.floor((atMs - this.fromMs) / this.slotMs));
  }

  /** Returns every slot that a span touches; an empty span touches the slot it lies in. */
  slotsOf({ fromMs, untilMs }: Window): number[] {
    if (!(untilMs >= this.fromMs && fromMs <= this.untilMs)) return [];
    const first = this.slotOf(Math.max(fromMs, this.fromMs)) ?? 0;
    // A span that ends exactly where a slot begins does not touch that slot.
    const last = Math.ceil((Math.min(untilMs, this.untilMs) - this.fromMs) / this.slotMs) - 1;
    return Array.from({ length: Math.max(1, Math.min(this.count - 1, last) - first + 1) }, (_, index) => first + index);
  }
}

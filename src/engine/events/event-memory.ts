import type { ParsedEvent } from './parse-event.ts';

/** Twice what the engine keeps, so that everything it can replay is recognised. */
const REMEMBERED = 512;

/** Which events were seen already: the engine replays some when a stream is resumed. */
export class EventMemory {
  readonly #lines = new Set<string>();
  #last: { readonly line: string; readonly epochNs: bigint } | undefined;

  /** Returns whether the event is new. */
  add(line: string, { epochNs }: ParsedEvent): boolean {
    if (this.#lines.has(line)) return false;
    this.#lines.add(line);
    for (const oldest of this.#lines) {
      if (this.#lines.size <= REMEMBERED) break;
      this.#lines.delete(oldest);
    }
    if (this.#last === undefined || epochNs >= this.#last.epochNs) this.#last = { line, epochNs };
    return true;
  }

  /** The latest event seen. */
  get last(): { readonly line: string; readonly epochNs: bigint } | undefined {
    return this.#last;
  }
}

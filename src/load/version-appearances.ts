const SILENT_MS = 1000;
/** An application that says another version each time, such as a timestamp, would otherwise have every response told twice. */
const MOST_TOLD = 200;

/** Knows which versions have answered lately. */
export class VersionAppearances {
  readonly #answeredMs = new Map<string, number>();
  #told = 0;

  /** Takes note of an answer; returns whether the version had not answered for a second, or ever, as long as that has been so not too often. */
  isNews(version: string, atMs: number): boolean {
    const before = this.#answeredMs.get(version);
    if (before === undefined && this.#told >= MOST_TOLD) return false;
    this.#answeredMs.set(version, atMs);
    if ((before !== undefined && atMs - before < SILENT_MS) || this.#told >= MOST_TOLD) return false;
    this.#told += 1;
    return true;
  }
}

/** A fault that has been injected. Disposing of it undoes it; what is over already is left as it is. */
export class Disturbance implements AsyncDisposable {
  /** The containers, tasks or service that it hit, as the history names them. */
  readonly targets: readonly string[];
  /** Run time at which it was injected: for `since`. */
  readonly atMs: number;
  readonly #undo: () => Promise<void>;

  constructor(targets: readonly string[], atMs: number, undo: () => Promise<void>) {
    this.targets = targets;
    this.atMs = atMs;
    this.#undo = undo;
  }

  /** Undoes it now, and not only at the end of the session. */
  async undo(): Promise<void> {
    await this.#undo();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#undo();
  }
}

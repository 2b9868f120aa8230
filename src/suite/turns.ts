/** Whose turn it is among files of which some measure a load: of those never two at a time. */
export class Turns {
  readonly #waiting: string[];
  readonly #measures: (file: string) => boolean;
  #measuring: string | undefined;

  constructor(files: readonly string[], measures: (file: string) => boolean) {
    this.#waiting = [...files];
    this.#measures = measures;
  }

  /**
   * Returns the next file that may begin now. Undefined: none is left, or all that are left measure while another one does; whoever runs
   * that one takes them, so there is nothing to wait for.
   */
  next(): string | undefined {
    const index = this.#waiting.findIndex((file) => this.#measuring === undefined || !this.#measures(file));
    const [file] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (file !== undefined && this.#measures(file)) this.#measuring = file;
    return file;
  }

  ended(file: string): void {
    if (this.#measuring === file) this.#measuring = undefined;
  }
}

/** Versions come from the system under test: a page that prints something new each time must not fill the memory. */
const MAX_NAMES = 250;
const MAX_LENGTH = 64;
const OTHER = 'other';

/** The versions seen in one bucket, numbered from 1 in order of appearance; 0 is none. */
export class VersionNames {
  readonly #codes = new Map<string, number>();

  /** Returns the code of a version, numbering it when it is new. Beyond 250 different ones all are `other`. */
  codeOf(version: string | undefined): number {
    if (version === undefined) return 0;
    const name = version.slice(0, MAX_LENGTH);
    return this.#codes.get(name) ?? this.#add(this.#codes.size < MAX_NAMES ? name : OTHER);
  }

  /** Code c stands at position c − 1. */
  get names(): readonly string[] {
    return [...this.#codes.keys()];
  }

  #add(name: string): number {
    const code = this.#codes.get(name) ?? this.#codes.size + 1;
    this.#codes.set(name, code);
    return code;
  }
}

/** One thing that is wrong with a scenario file. */
export interface Problem {
  readonly file: string;
  /** From 1; 0 in a scenario that is a JavaScript object, whose problems are found by the path in their message. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  /** The line's text. */
  readonly excerpt: string;
  /** How many columns of the line it is about. */
  readonly width: number;
}

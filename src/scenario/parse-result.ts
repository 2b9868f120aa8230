import type { Problem } from './problem/problem.ts';
import type { Scenario } from './scenario.ts';

export interface ParseResult {
  /** Present when there are no problems. */
  readonly scenario?: Scenario;
  /** Everything that is wrong, in the order of the file. */
  readonly problems: readonly Problem[];
  /** What is allowed and was probably not meant. */
  readonly warnings: readonly Problem[];
  /** Of the text as it was read, hexadecimal. */
  readonly sha256: string;
}

import type { Mutant } from './mutant.ts';
import type { Outcome } from './outcome.ts';

/** Something that reads files from elsewhere, with the files that it is tried with. */
export interface FuzzedReader {
  /** Of the files that it reads. */
  readonly extension: string;
  /** Returns the file of this seed and number. */
  mutant(seed: string, index: number): Mutant;
  /** Returns what the reader makes of a file, and what must not be. Never throws. */
  examine(path: string, bytes: Buffer): Promise<Outcome>;
}

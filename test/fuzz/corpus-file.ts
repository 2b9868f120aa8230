import type { Tree } from './tree.ts';

export interface CorpusFile {
  readonly name: string;
  readonly text: string;
  /** The value of a valid file, of which parts are taken and put elsewhere. */
  readonly tree: Tree;
}

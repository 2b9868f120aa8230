import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { treeOf, type Tree } from './tree.ts';

export interface CorpusFile {
  readonly name: string;
  readonly text: string;
  /** The value of a valid file, of which parts are taken and put elsewhere. */
  readonly tree: Tree;
}

/** Returns every scenario of the project, in the order of their names. */
export function readCorpus(): readonly CorpusFile[] {
  const folder = join(import.meta.dirname, '../../scenarios');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return names.toSorted().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return { name, text, tree: treeOf(parse(text, { merge: true })) };
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CorpusFile } from './corpus-file.ts';
import { treeOf } from './tree.ts';

/** Returns every scenario of the project, in the order of their names. */
export function scenarioCorpus(): readonly CorpusFile[] {
  const folder = join(import.meta.dirname, '../../scenarios');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return names.toSorted().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return { name, text, tree: treeOf(parse(text, { merge: true })) };
  });
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Returns the paths of the documentation: what lies at the top, and everything under docs/. */
export function markdownFiles(): string[] {
  const top = readdirSync(root).map((name) => join(root, name));
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => join(root, 'docs', name));
  return [...top, ...docs].filter((path) => path.endsWith('.md')).toSorted();
}

import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node } from 'yaml';
import { isMergeKey } from './merge-key.ts';
import type { Path } from './source.ts';

interface Place {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** What each alias stands for. */
type Targets = ReadonlyMap<Alias, Node>;

/** Returns the node at the path (or of its key), else of the nearest thing around it. Follows aliases and merge keys. */
export function locateNode(document: Document.Parsed, targets: Targets, path: Path, at: 'key' | 'value'): Node | undefined {
  let place: Place = { key: undefined, value: document.contents ?? undefined };
  for (const segment of path) {
    const inner = step(targets, place.value, segment);
    if (inner === undefined) return place.key ?? place.value;
    place = inner;
  }
  return at === 'key' ? (place.key ?? place.value) : (place.value ?? place.key);
}

function step(targets: Targets, outer: Node | undefined, segment: string | number): Place | undefined {
  const node = resolve(targets, outer);
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return isNode(item) ? { key: item, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(segment));
  if (pair) return { key: isNode(pair.key) ? pair.key : undefined, value: nodeWithText(pair.value) };
  for (const { key, value } of node.items) {
    if (!isMergeKey(key) || !isNode(value)) continue;
    const merged = resolve(targets, value);
    const sources: readonly unknown[] = isSeq(merged) ? merged.items : [merged];
    for (const source of sources) {
      const found = isNode(source) ? step(targets, source, segment) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

function resolve(targets: Targets, node: Node | undefined): Node | undefined {
  return isAlias(node) ? targets.get(node) : node;
}

/** A value that was left out is a null without a place of its own. */
function nodeWithText(value: unknown): Node | undefined {
  if (!isNode(value)) return undefined;
  return value.range && value.range[0] === value.range[1] ? undefined : value;
}

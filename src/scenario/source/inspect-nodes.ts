import { type Alias, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document, type Node } from 'yaml';
import { isMergeKey } from './merge-key.ts';

const DEEPEST = 64;
/** A hundred times what a person writes. */
const MOST_NODES = 20_000;

export interface NodeFinding {
  readonly node: Node;
  readonly message: string;
  readonly fix?: string;
  /** The value cannot be used. */
  readonly fatal?: true;
}

/** Returns what YAML allows and a scenario does not: duplicate and complex keys, aliases of nothing, nesting without end. Linear in the file. */
export function inspectNodes(document: Document.Parsed): NodeFinding[] {
  const findings: NodeFinding[] = [];
  const queue: { readonly node: unknown; readonly depth: number }[] = [{ node: document.contents, depth: 0 }];
  let count = 0;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { node, depth } = next;
    if (!isNode(node)) continue;
    count += 1;
    if (depth > DEEPEST) return [{ node, message: 'nested too deeply', fix: `use at most ${DEEPEST} levels`, fatal: true }];
    if (count > MOST_NODES) return [{ node, message: `more than ${MOST_NODES} values`, fix: 'is it a scenario? split it', fatal: true }];
    if (isAlias(node)) findings.push(...inspectAlias(node, document));
    if (isMap(node)) findings.push(...inspectKeys(node.items));
    if (isMap(node) || isSeq(node)) {
      for (const item of node.items) queue.push({ node: isPair(item) ? item.value : item, depth: depth + 1 });
    }
  }
  return findings;
}

function inspectAlias(node: Alias, document: Document.Parsed): NodeFinding[] {
  const target = node.resolve(document);
  if (target === undefined) {
    return [
      { node, message: `\`*${node.source}\` refers to no anchor above it`, fix: `define \`&${node.source}\` before it`, fatal: true },
    ];
  }
  const from = node.range?.[0] ?? 0;
  const inside = target.range && target.range[0] <= from && from < target.range[1];
  return inside ? [{ node, message: `\`*${node.source}\` contains itself`, fix: 'write the value out', fatal: true }] : [];
}

function inspectKeys(pairs: readonly { readonly key: unknown }[]): NodeFinding[] {
  const findings: NodeFinding[] = [];
  const seen = new Set<string>();
  for (const { key } of pairs) {
    if (!isNode(key)) continue;
    if (!isScalar(key))
      findings.push({ node: key, message: 'a key must be a plain text', fix: 'write `name: value`, or quote the key', fatal: true });
    else if (seen.has(String(key.value))) {
      findings.push({ node: key, message: `duplicate key \`${String(key.value)}\``, fix: 'remove one of the two' });
    } else if (!isMergeKey(key)) seen.add(String(key.value));
  }
  return findings;
}

import { type Alias, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document, type Node } from 'yaml';
import { isMergeKey } from './merge-key.ts';

const DEEPEST = 64;
/** A hundred times what a person writes, with every alias written out. */
const MOST_NODES = 20_000;
/** Each is looked up among all of them. */
const MOST_ALIASES = 1000;

export interface NodeFinding {
  readonly node: Node;
  readonly message: string;
  readonly fix?: string;
  /** The value cannot be used. */
  readonly fatal?: true;
}

export interface Inspection {
  readonly findings: readonly NodeFinding[];
  /** What each alias stands for. yaml's own search goes through the whole document for each of them. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** Returns what YAML allows and a scenario does not: duplicate and complex keys, aliases of nothing, nesting without end. Linear in the file. */
export function inspectNodes(document: Document.Parsed): Inspection {
  const inspector = new NodeInspector();
  inspector.sizeOf(document.contents, 0);
  const { endless, findings, targets } = inspector;
  return { findings: endless === undefined ? findings : [endless], targets };
}

class NodeInspector {
  readonly findings: NodeFinding[] = [];
  readonly targets = new Map<Alias, Node>();
  /** What makes the file too large to look at. */
  endless: NodeFinding | undefined;
  /** The latest node with each anchor, and its size once it is known: until then, it is open. */
  readonly #anchors = new Map<string, { readonly node: Node; size?: number }>();
  #total = 0;

  /** Returns how many values there are, with every alias written out. */
  sizeOf(node: unknown, depth: number): number {
    if (!isNode(node) || this.endless) return 0;
    if (depth > DEEPEST) this.endless = { node, message: 'nested too deeply', fix: `use at most ${DEEPEST} levels`, fatal: true };
    if (isAlias(node)) return this.#count(node, this.#sizeOfAlias(node));
    const anchored: { readonly node: Node; size?: number } = { node };
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, anchored);
    this.#count(node, 1);
    const size = 1 + this.#sizeInside(node, depth + 1);
    anchored.size = size;
    return size;
  }

  #sizeInside(node: Node, depth: number): number {
    let size = 0;
    if (isMap(node)) this.#inspectKeys(node.items);
    if (!isMap(node) && !isSeq(node)) return 0;
    for (const item of node.items) {
      if (isPair(item) && isScalar(item.key) && item.key.anchor !== undefined) {
        this.#anchors.set(item.key.anchor, { node: item.key, size: 1 });
      }
      size += this.sizeOf(isPair(item) ? item.value : item, depth);
    }
    return size;
  }

  #count(node: Node, size: number): number {
    this.#total += size;
    const aliased = isAlias(node);
    if (this.#total > MOST_NODES || this.targets.size > MOST_ALIASES) {
      const message = aliased ? 'too many aliases: expanded, the file would be huge' : `more than ${MOST_NODES} values`;
      this.endless ??= { node, message, fix: aliased ? 'write the values out' : 'is it a scenario? split it', fatal: true };
    }
    return size;
  }

  #sizeOfAlias(node: Alias): number {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      const message = `\`*${node.source}\` refers to no anchor above it`;
      this.findings.push({ node, message, fix: `define \`&${node.source}\` before it`, fatal: true });
    } else if (target.size === undefined) {
      this.findings.push({ node, message: `\`*${node.source}\` contains itself`, fix: 'write the value out', fatal: true });
    } else {
      this.targets.set(node, target.node);
    }
    return target?.size ?? 1;
  }

  #inspectKeys(pairs: readonly { readonly key: unknown }[]): void {
    const seen = new Set<string>();
    for (const { key } of pairs) {
      if (!isNode(key)) continue;
      if (!isScalar(key)) {
        const fix = 'write `name: value`, or quote the key';
        this.findings.push({ node: key, message: 'a key must be a plain text', fix, fatal: true });
      } else if (seen.has(String(key.value))) {
        this.findings.push({ node: key, message: `duplicate key \`${String(key.value)}\``, fix: 'remove one of the two' });
      } else if (!isMergeKey(key)) seen.add(String(key.value));
    }
  }
}

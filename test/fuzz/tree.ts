/** A YAML value that, unlike an object, can have the same key twice and any key at all. */
export type Tree =
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: string, value: Tree])[] }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  /** As it stands in the file. */
  | { readonly kind: 'scalar'; readonly text: string };

/** Returns a parsed value as a tree. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(treeOf) };
  if (typeof value === 'object' && value !== null) {
    return { kind: 'map', entries: Object.entries(value).map(([key, inner]) => [key, treeOf(inner)] as const) };
  }
  return { kind: 'scalar', text: typeof value === 'string' ? JSON.stringify(value) : String(value) };
}

/** Returns the tree as YAML in the way people write it: blocks, two spaces. */
export function blockText(tree: Tree, indent = ''): string {
  if (tree.kind === 'scalar') return ` ${tree.text}\n`;
  if (tree.kind === 'list') {
    if (tree.items.length === 0) return ' []\n';
    return `\n${tree.items.map((item) => `${indent}-${blockText(item, `${indent}  `)}`).join('')}`;
  }
  if (tree.entries.length === 0) return ' {}\n';
  return `\n${tree.entries.map(([key, value]) => `${indent}${keyText(key)}:${blockText(value, `${indent}  `)}`).join('')}`;
}

/** Returns the tree on one line: JSON, as far as its scalars are. */
export function flowText(tree: Tree): string {
  if (tree.kind === 'scalar') return tree.text;
  if (tree.kind === 'list') return `[${tree.items.map(flowText).join(', ')}]`;
  return `{${tree.entries.map(([key, value]) => `${JSON.stringify(key)}: ${flowText(value)}`).join(', ')}}`;
}

function keyText(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

/** Returns the tree's values in the order of the file, itself first. */
export function nodesOf(tree: Tree): readonly Tree[] {
  const nodes: Tree[] = [];
  const visit = (node: Tree): void => {
    nodes.push(node);
    childrenOf(node).forEach(visit);
  };
  visit(tree);
  return nodes;
}

/** Returns the tree with its `index`-th value (0: the tree itself) changed. */
export function changedAt(tree: Tree, index: number, change: (node: Tree) => Tree): Tree {
  let left = index;
  const inner = (node: Tree): Tree => {
    left -= 1;
    if (left < 0) return left === -1 ? change(node) : node;
    if (node.kind === 'list') return { kind: 'list', items: node.items.map(inner) };
    if (node.kind === 'map') return { kind: 'map', entries: node.entries.map(([key, value]) => [key, inner(value)] as const) };
    return node;
  };
  return inner(tree);
}

function childrenOf(tree: Tree): readonly Tree[] {
  if (tree.kind === 'scalar') return [];
  return tree.kind === 'list' ? tree.items : tree.entries.map(([, value]) => value);
}

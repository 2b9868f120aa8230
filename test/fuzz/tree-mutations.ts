import type { SeededRandom } from '../../src/scenario/seeded-random.ts';
import type { CorpusFile } from './corpus-file.ts';
import { hostileKeys, hostileScalars } from './hostile-words.ts';
import { oneOf } from './text-mutations.ts';
import { changedAt, nodesOf, type Tree } from './tree.ts';

/** More of them again and again would be a file as large as the limit, which one mutation of the text makes too. */
const MANY = 100;

export type TreeMutation = (tree: Tree, random: SeededRandom, corpus: readonly CorpusFile[]) => Tree;

/** Changes a value of the kind that the change is for; one that is not is left alone. */
function somewhere(tree: Tree, random: SeededRandom, change: (node: Tree) => Tree): Tree {
  return changedAt(tree, random.below(nodesOf(tree).length), change);
}

/** Changes a mapping or a list somewhere in the tree. */
function inCollection(tree: Tree, random: SeededRandom, change: (node: Exclude<Tree, { kind: 'scalar' }>) => Tree): Tree {
  const collections = [...nodesOf(tree).entries()].flatMap(([index, { kind }]) => (kind === 'scalar' ? [] : [index]));
  if (collections.length === 0) return tree;
  return changedAt(tree, oneOf(collections, random), (node) => (node.kind === 'scalar' ? node : change(node)));
}

function without<T>(members: readonly T[], random: SeededRandom): T[] {
  return members.toSpliced(random.below(members.length), 1);
}

function withAnother<T>(members: readonly T[], member: T | undefined, random: SeededRandom): readonly T[] {
  return member === undefined ? members : members.toSpliced(random.below(members.length + 1), 0, member);
}

function entriesOf(tree: Tree): [string, Tree][] {
  const own: [string, Tree][] = tree.kind === 'map' ? tree.entries.map(([key, value]) => [key, value]) : [];
  const inner = tree.kind === 'scalar' ? [] : tree.kind === 'list' ? tree.items : tree.entries.map(([, value]) => value);
  return [...own, ...inner.flatMap(entriesOf)];
}

/** Changes of a scenario's value, whatever its text. */
export const treeMutations: Readonly<Record<string, TreeMutation>> = {
  delete: (tree, random) =>
    inCollection(tree, random, (node) =>
      node.kind === 'list' ? { ...node, items: without(node.items, random) } : { ...node, entries: without(node.entries, random) },
    ),
  duplicate: (tree, random) =>
    inCollection(tree, random, (node) => {
      if (node.kind === 'list') return { ...node, items: withAnother(node.items, node.items[random.below(node.items.length)], random) };
      const [key, value] = node.entries[random.below(node.entries.length)] ?? [];
      if (key === undefined || value === undefined) return node;
      return { ...node, entries: withAnother(node.entries, [random.below(2) === 0 ? key : `${key}-2`, value], random) };
    }),
  repeat: (tree, random) =>
    inCollection(tree, random, (node) => {
      const times = oneOf(nodesOf(node).length > MANY ? [2] : [2, 20, 200], random);
      if (node.kind === 'list') return { ...node, items: Array.from({ length: times }, () => node.items).flat() };
      return {
        ...node,
        entries: Array.from({ length: times }, (_, at) => node.entries.map(([key, value]) => [`${key}${at}`, value] as const)).flat(),
      };
    }),
  retype: (tree, random) =>
    somewhere(tree, random, (node) => {
      const shapes: readonly (() => Tree)[] = [
        () => ({ kind: 'list', items: [node] }),
        () => ({ kind: 'list', items: [node, node] }),
        () => ({ kind: 'map', entries: [['of', node]] }),
        () => ({ kind: 'map', entries: [[oneOf(hostileKeys, random), node]] }),
        () => ({ kind: 'map', entries: [] }),
        () => ({ kind: 'list', items: [] }),
        () => ({ kind: 'scalar', text: 'null' }),
        () => ({ kind: 'scalar', text: node.kind === 'scalar' ? `'${node.text.replaceAll("'", '')}'` : '1' }),
        () => (node.kind === 'scalar' ? { kind: 'scalar', text: node.text.replaceAll('"', '') || '1' } : node),
      ];
      return oneOf(shapes, random)();
    }),
  'hostile value': (tree, random) => somewhere(tree, random, () => ({ kind: 'scalar', text: oneOf(hostileScalars, random) })),
  'hostile member': (tree, random) =>
    inCollection(tree, random, (node) => {
      const value: Tree = { kind: 'scalar', text: oneOf(hostileScalars, random) };
      if (node.kind === 'list') return { ...node, items: withAnother(node.items, value, random) };
      return { ...node, entries: withAnother(node.entries, [oneOf(hostileKeys, random), random.below(2) === 0 ? value : node], random) };
    }),
  rename: (tree, random, corpus) =>
    inCollection(tree, random, (node) => {
      if (node.kind === 'list' || node.entries.length === 0) return node;
      const at = random.below(node.entries.length);
      const other = oneOf(entriesOf(oneOf(corpus, random).tree), random)[0];
      const name = random.below(2) === 0 ? oneOf(hostileKeys, random) : other;
      return { ...node, entries: node.entries.map(([key, value], index) => [index === at ? name : key, value] as const) };
    }),
  'put in from another': (tree, random, corpus) => {
    const [key, value] = oneOf(entriesOf(oneOf(corpus, random).tree), random);
    return inCollection(tree, random, (node) =>
      node.kind === 'list'
        ? { ...node, items: withAnother(node.items, value, random) }
        : { ...node, entries: withAnother(node.entries, [key, value], random) },
    );
  },
  'swap with another': (tree, random, corpus) => {
    const others = new Map(entriesOf(oneOf(corpus, random).tree));
    const change = (node: Tree): Tree => {
      if (node.kind === 'scalar') return node;
      if (node.kind === 'list') return { ...node, items: node.items.map(change) };
      return {
        ...node,
        entries: node.entries.map(([key, value]) => [key, (random.below(4) === 0 ? others.get(key) : undefined) ?? change(value)] as const),
      };
    };
    return change(tree);
  },
  move: (tree, random) => {
    const moved = oneOf(nodesOf(tree), random);
    return somewhere(tree, random, () => moved);
  },
};

import type { SeededRandom } from '../../src/scenario/seeded-random.ts';
import type { MutantForm } from './mutant.ts';
import { oneOf } from './text-mutations.ts';
import { changedAt, nodesOf, type Tree } from './tree.ts';
import { treeMutations, type TreeMutation } from './tree-mutations.ts';

/** Numbers that are much too large, too small or too many of something. */
const numbers = [
  '0',
  '-1',
  '1',
  '0.5',
  '1e-300',
  '255',
  '1e6',
  '1e9',
  '4294967295',
  '4294967296',
  '9007199254740991',
  '1e15',
  '1e308',
  '-1e308',
  '1e999',
  'null',
];

/** Texts that mean something to a terminal, a page, a CI server or a reader of dates and columns. */
const texts = [
  '',
  '\u001b[2J\u001b]0;owned\u0007',
  '\u202egnp\u0000\u0085\u2028',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '</script>',
  '::error::x',
  ']]>',
  '[l](javascript:alert(1))',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'not a date',
  '+275760-09-13T00:00:00.001Z',
  '2026-02-30T99:99:99Z',
  'AAAA',
  'AAAAAAAA',
  '////////',
  '99999999%',
  'x'.repeat(5000),
  '\ud800',
];

type Scalar = Extract<Tree, { kind: 'scalar' }>;

/** Changes a value somewhere of those that `fits` says. */
function among(tree: Tree, random: SeededRandom, fits: (node: Scalar) => boolean, change: (node: Scalar) => string): Tree {
  const places = [...nodesOf(tree).entries()].flatMap(([index, node]) => (node.kind === 'scalar' && fits(node) ? [index] : []));
  if (places.length === 0) return tree;
  return changedAt(tree, oneOf(places, random), (node) => (node.kind === 'scalar' ? { kind: 'scalar', text: change(node) } : node));
}

const isText = ({ text }: Scalar) => text.startsWith('"');

/** Changes of what was measured, which leave the form as it is. */
const ofValues: Readonly<Record<string, TreeMutation>> = {
  number: (tree, random) =>
    among(
      tree,
      random,
      (node) => !isText(node),
      () => oneOf(numbers, random),
    ),
  'scaled number': (tree, random) =>
    among(
      tree,
      random,
      ({ text }) => /^-?[\d.]+$/.test(text),
      ({ text }) => String(Number(text) * oneOf([-1, 2, 10, 1000, 1e6, 1e12, 0.001], random)),
    ),
  text: (tree, random) => among(tree, random, isText, () => JSON.stringify(oneOf(texts, random))),
  'text of another': (tree, random, corpus) => {
    const other = nodesOf(oneOf(corpus, random).tree).filter((node): node is Scalar => node.kind === 'scalar' && isText(node));
    return among(tree, random, isText, () => oneOf(other, random).text);
  },
};

// What leaves the form as it is comes more often: the other changes are refused, mostly, by the line's own schema.
const again = (name: string) => Object.fromEntries(Object.entries(ofValues).map(([key, mutation]) => [`${key} ${name}`, mutation]));
const mutations = { ...treeMutations, ...ofValues, ...again('(2)'), ...again('(3)') };

/** One JSON document a line, numbered again as often as not, so that what comes after the numbers is reached. */
export const historyForm: MutantForm = {
  mutations,
  write(tree, random) {
    const numbered = random.below(4) > 0;
    const lines = tree.kind === 'list' ? tree.items : [tree];
    return lines.map((line, index) => `${jsonOf(numbered ? withNumber(line, index + 1) : line)}\n`).join('');
  },
};

export const resultForm: MutantForm = { mutations, write: (tree) => `${jsonOf(tree)}\n` };

function withNumber(line: Tree, seq: number): Tree {
  if (line.kind !== 'map') return line;
  return {
    kind: 'map',
    entries: line.entries.map(([key, value]) => [key, key === 'seq' ? { kind: 'scalar', text: String(seq) } : value] as const),
  };
}

/** Returns the tree as JSON; scalars that only YAML knows become texts. */
function jsonOf(tree: Tree): string {
  if (tree.kind === 'list') return `[${tree.items.map(jsonOf).join(',')}]`;
  if (tree.kind === 'map') return `{${tree.entries.map(([key, value]) => `${JSON.stringify(key)}:${jsonOf(value)}`).join(',')}}`;
  return isJson(tree.text) ? tree.text : JSON.stringify(tree.text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { SeededRandom } from '../../src/scenario/seeded-random.ts';
import { byteMutations } from './byte-mutations.ts';
import type { CorpusFile } from './corpus-file.ts';
import { oneOf, textMutations } from './text-mutations.ts';
import { blockText, flowText, type Tree } from './tree.ts';
import { treeMutations, type TreeMutation } from './tree-mutations.ts';

export interface Mutant {
  /** The file that it was made of, and what was done to it. */
  readonly from: string;
  readonly mutations: readonly string[];
  readonly bytes: Buffer;
}

/** Larger ones are refused at once, which is worth trying, but not often. */
const LARGEST = 1_200_000;

/** What is done to values of such files, and how they are written. */
export interface MutantForm {
  readonly mutations: Readonly<Record<string, TreeMutation>>;
  write(tree: Tree, random: SeededRandom): string;
}

export const scenarioForm: MutantForm = {
  mutations: treeMutations,
  write: (tree, random) => (random.below(3) === 0 ? flowText(tree) : blockText(tree)),
};

/** Returns the mutant of this seed and number: the same ones give the same file, whatever was made before. */
export function mutantAt(corpus: readonly CorpusFile[], seed: string, index: number, form: MutantForm): Mutant {
  const random = new SeededRandom(`${seed}/${index}`);
  const file = oneOf(corpus, random);
  const made = oneOf([ofTree(form), ofTree(form), ofText, ofBytes], random)(file, random, corpus);
  return { ...made, from: file.name, bytes: made.bytes.subarray(0, LARGEST) };
}

type Maker = (file: CorpusFile, random: SeededRandom, corpus: readonly CorpusFile[]) => Omit<Mutant, 'from'>;

const ofTree =
  (form: MutantForm): Maker =>
  ({ tree }, random, corpus) => {
    const names = drawn(form.mutations, random);
    const changed = names.reduce((result, name) => form.mutations[name]?.(result, random, corpus) ?? result, tree);
    return { mutations: names.map((name) => `tree: ${name}`), bytes: Buffer.from(form.write(changed, random)) };
  };

const ofText: Maker = ({ text }, random, corpus) => {
  const names = drawn(textMutations, random);
  const changed = names.reduce((result, name) => textMutations[name]?.(result, random, corpus) ?? result, text);
  return { mutations: names.map((name) => `text: ${name}`), bytes: Buffer.from(changed) };
};

const ofBytes: Maker = ({ text }, random, corpus) => {
  const names = drawn(byteMutations, random);
  let bytes: Buffer = Buffer.from(text);
  for (const name of names) if (bytes.length > 0) bytes = byteMutations[name]?.(bytes, random, corpus) ?? bytes;
  return { mutations: names.map((name) => `bytes: ${name}`), bytes };
};

/** Mostly one change, so that what follows from it is reached. */
function drawn(mutations: Readonly<Record<string, unknown>>, random: SeededRandom): string[] {
  const count = oneOf([1, 1, 1, 2, 2, 3, 5], random);
  return Array.from({ length: count }, () => oneOf(Object.keys(mutations), random));
}

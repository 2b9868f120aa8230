import type { CorpusFile } from './corpus-file.ts';
import { examineHistory } from './examine-history.ts';
import { examineResult } from './examine-result.ts';
import { examineScenario } from './examine-scenario.ts';
import type { FuzzedReader } from './fuzzed-reader.ts';
import { historyForm, resultForm } from './history-mutations.ts';
import { mutantAt, scenarioForm, type MutantForm } from './mutant.ts';
import { scenarioCorpus } from './scenario-corpus.ts';
import { historyCorpus, resultCorpus } from './stored-corpus.ts';

/** By name, what makes a reader: making its files takes a while. */
const makers = {
  scenario: () => fuzzed('yaml', scenarioCorpus(), scenarioForm, examineScenario),
  history: () => fuzzed('ndjson', historyCorpus(), historyForm, examineHistory),
  result: () => fuzzed('json', resultCorpus(), resultForm, examineResult),
} as const satisfies Record<string, () => FuzzedReader>;

export type ReaderName = keyof typeof makers;
export const readerNames: readonly string[] = Object.keys(makers);

export function isReaderName(name: string): name is ReaderName {
  return Object.hasOwn(makers, name);
}

/** Returns what reads such files, with the files that it is tried with. */
export function readerOf(name: ReaderName): FuzzedReader {
  return makers[name]();
}

function fuzzed(extension: string, corpus: readonly CorpusFile[], form: MutantForm, examine: FuzzedReader['examine']): FuzzedReader {
  return { extension, mutant: (seed, index) => mutantAt(corpus, seed, index, form), examine };
}

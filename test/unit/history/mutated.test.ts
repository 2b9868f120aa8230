import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventSchemas } from '../../../src/history/event-schemas.ts';
import { readHistory } from '../../../src/history/read-history.ts';
import type { Outcome } from '../../fuzz/outcome.ts';
import { readerOf, type ReaderName } from '../../fuzz/readers.ts';
import { historyCorpus } from '../../fuzz/stored-corpus.ts';

const RUNS = 250;

describe('mutated histories and results', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('are made of histories that are accepted, with every type of event', async () => {
    const types = new Set<string>();
    for (const { name, text } of historyCorpus()) {
      const path = join(folder, 'history.ndjson');
      await writeFile(path, text);
      const events = await readHistory(path);
      expect(events.length, name).to.equal(text.trimEnd().split('\n').length);
      for (const { type } of events) types.add(type);
    }
    expect(Object.keys(eventSchemas).filter((type) => !types.has(type))).to.deep.equal([]);
  });

  for (const [name, least] of [
    ['history', RUNS / 10],
    ['result', RUNS / 10],
  ] as const) {
    it(`${name}: read and reported, or refused with file and line: ${RUNS} of those that \`npm run fuzz\` makes`, async function () {
      this.timeout(120_000);
      const reader = readerOf(name satisfies ReaderName);
      let accepted = 0;
      for (let index = 0; index < RUNS; index += 1) {
        const { bytes, from, mutations } = reader.mutant('unit', index);
        const examine = async (): Promise<Outcome> => reader.examine(join(folder, 'mutant'), bytes);
        const first = await examine();
        // A busy machine is slow once, a slow reader always.
        const { wrong, ...outcome } = first.wrong === 'slow' ? await examine() : first;
        expect(wrong, `mutant ${index} of seed unit, from ${from} by ${mutations.join(', ')}`).to.equal(undefined);
        if (outcome.accepted) accepted += 1;
      }
      // Were all refused, nothing behind the reader would have been reached.
      expect(accepted).to.be.within(least, RUNS - least);
    });
  }
});

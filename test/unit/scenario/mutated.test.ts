import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { formatProblem } from '../../../src/scenario/problem/format-problem.ts';
import { registries } from '../../../src/suite/registries.ts';
import type { Outcome } from '../../fuzz/outcome.ts';
import { readerOf } from '../../fuzz/readers.ts';

const RUNS = 500;
const reader = readerOf('scenario');

/** A busy machine is slow once, a slow reader always. */
async function examineFairly(path: string, bytes: Buffer): Promise<Outcome> {
  const first = await reader.examine(path, bytes);
  return first.wrong === 'slow' ? reader.examine(path, bytes) : first;
}

describe('mutated scenario files', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it(`are accepted, or refused with places: ${RUNS} of those that \`npm run fuzz\` makes`, async function () {
    this.timeout(120_000);
    let accepted = 0;
    for (let index = 0; index < RUNS; index += 1) {
      const { bytes, from, mutations } = reader.mutant('unit', index);
      const outcome = await examineFairly(join(folder, 'mutant.yaml'), bytes);
      expect(outcome.wrong, `mutant ${index} of seed unit, from ${from} by ${mutations.join(', ')}`).to.equal(undefined);
      if (outcome.accepted) accepted += 1;
    }
    // Were all refused, nothing behind the parser would have been reached.
    expect(accepted).to.be.within(RUNS / 20, RUNS / 2);
  });

  it('are the same files for the same seed and number', () => {
    for (const index of [0, 17, 1234]) expect(reader.mutant('s', index)).to.deep.equal(reader.mutant('s', index));
    expect(reader.mutant('s', 1).bytes.equals(reader.mutant('t', 1).bytes)).to.equal(false);
  });

  const hostile: Readonly<Record<string, string>> = {
    'brackets without end': '['.repeat(10_000),
    'mappings without end': 'a: '.repeat(5_000),
    'lists without end': '- '.repeat(10_000),
    'very many keys': Array.from({ length: 30_000 }, (_, index) => `k${index}: 1`).join('\n'),
    'an alias of itself': 'name: &a [*a]\n',
    'a merge with itself': 'name: x\ncontainers: &a\n  <<: *a\n',
    'a very long line': `name: ${'x'.repeat(900_000)}`,
    'very many dollars': `name: '${'${A:-'.repeat(100_000)}'`,
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`end soon with ${name}`, function () {
      this.timeout(20_000);
      const { scenario, problems } = parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
      expect(scenario).to.equal(undefined);
      expect(problems).to.not.be.empty;
      for (const problem of problems) expect(formatProblem(problem).length).to.be.below(5000);
    });
  }
});

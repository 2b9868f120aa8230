import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describePlan } from '../../../src/scenario/describe-plan.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { planScenario } from '../../../src/scenario/plan-scenario.ts';
import type { ParseResult } from '../../../src/scenario/parse-result.ts';
import { registries } from '../../../src/suite/registries.ts';
import { examineScenario } from '../../fuzz/examine-scenario.ts';

const MIB = 1024 * 1024;

function parse(text: string): ParseResult {
  return parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
}

/** Each of these was wrong once, and `npm run fuzz` found it. */
describe('what fuzzing found in the scenario reader', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('a plan does not move the cursor of the terminal that it is printed on', () => {
    const { scenario } = parse('name: "x\\e[2J\\u0085\\u202e"\ncontainers: { app: { image: "i\\a" } }\n');
    const plan = describePlan(planScenario(scenario!, '1', 1));
    expect(plan.split('\n')[0]).to.equal('x\ufffd[2J\ufffd\ufffd');
    expect(plan).to.not.match(/[\p{Cc}\p{Cf}](?<!\n)/u);
  });

  it('places after a text of several lines that belongs nowhere are right', () => {
    const { problems } = parse('#\n :\nname: two\n    lines: 0]\nt:\n');
    expect(problems.map(({ line, column }) => [line, column]))
      .to.deep.include([4, 10])
      .and.not.deep.include([3, 21]);
  });

  it('a carriage return alone ends no line, in places as in excerpts', () => {
    const [problem] = parse('name: x\rcontainers: 5\ncontainers: 5\n').problems;
    expect(problem).to.include({ line: 1, excerpt: 'name: x\rcontainers: 5' });
  });

  it('what is missing at the end of a line is missing there, also before a carriage return', () => {
    const columns = parse('{[{],}\r\n2\n').problems.flatMap(({ line, column }) => (line === 1 ? [column] : []));
    expect(columns).to.include(7);
    expect(Math.max(...columns)).to.equal(7);
  });

  const large: Readonly<Record<string, string>> = {
    'brackets closed again and again': ']'.repeat(MIB - 1),
    'merges of nothing': '<<: *a\n'.repeat(20_000),
    'merges of the same': `a: &a { k: 1 }\n${'<<: *a\n'.repeat(20_000)}`,
    'anchors and aliases': '- &a x\n- *a\n'.repeat(20_000),
    'texts that are not closed': '"a\n'.repeat(200_000),
    'documents without end': '---\n'.repeat(200_000),
    'the same key': 'a: 1\n'.repeat(4_000),
    'empty keys': ':\n'.repeat(400_000),
  };
  for (const [name, text] of Object.entries(large)) {
    it(`a file of ${name} is refused soon, and in few words`, async function () {
      this.timeout(30_000);
      const { accepted, problems, wrong, tookMs } = await examineScenario(join(folder, 'large.yaml'), Buffer.from(text));
      // What reads them again and again takes minutes; a slow machine takes longer than the fuzzer's second for once.
      expect({ accepted, wrong: wrong === 'slow' ? undefined : wrong }).to.deep.equal({ accepted: false, wrong: undefined });
      expect(tookMs).to.be.below(10_000);
      expect(problems).to.be.within(1, 25);
    });
  }
});

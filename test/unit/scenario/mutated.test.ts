import { expect } from 'chai';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { formatProblem } from '../../../src/scenario/problem/format-problem.ts';
import { registries } from '../../../src/suite/registries.ts';

const RUNS = 2000;
const folder = join(import.meta.dirname, '../../broken');

const good = `# A good one to start from.
name: A container is killed and comes back
tags: [restart]
x-base: &base { image: 'faultline/webserver:v1', restart: always }
containers:
  web:
    <<: *base
    scale: \${N:-3}
    ports: [8000]
    healthcheck: { test: [CMD, healthy], interval: 500ms, retries: 2 }
load:
  users: { url: 'http://web:8000/', rate: 200/s, version: { body: 'version (\\d+)' } }
steady: { for: 2s, expect: [{ availability: { of: users, is: '== 100%' } }] }
timeline:
  - at: 0s
    kill: { of: web, pick: { random: 1 } }
  - when: { health: web, is: healthy, within: 30s }
  - every: 5s
    times: 3
    jitter: 10%
    pause: { of: web, pick: one, for: 1s }
recovery: { within: 10s }
expect:
  - availability: { of: users, is: '>= 99.5%' }
`;
const texts = [good, ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))];
const pieces = [
  '',
  ' ',
  '\n',
  '\t',
  ':',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '<<: ',
  '!!x ',
  '"',
  "'",
  '|',
  '>',
  '? ',
  '#',
  '$',
  '${',
  '---\n',
];
const words = [
  ...pieces,
  '%YAML 1.1\n',
  'null',
  '~',
  '-1',
  '1e999',
  '0x10',
  '.nan',
  'true',
  '__proto__',
  'constructor',
  '\u0000',
  '\u{1F4A5}',
  '\uD800',
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(12)),
  insert: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })),
});

function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((result, { at, remove, insert }) => {
    const from = Math.floor(at * result.length);
    return result.slice(0, from) + insert + result.slice(from + remove);
  }, text);
}

describe('mutated scenario files', () => {
  it(`never throw, and every one of ${RUNS} is accepted or refused with a place`, function () {
    this.timeout(60_000);
    const property = fc.property(fc.constantFrom(...texts, good, good), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
      const mutated = mutate(text, edits);
      const lines = mutated.split(/\r\n|\n|\r/).length;
      const begun = performance.now();
      const { scenario, problems } = parseScenario(mutated, { file: 'x.yaml', definitions: registries, env: {} });
      expect(performance.now() - begun).to.be.below(2000);
      expect(scenario === undefined).to.equal(problems.length > 0);
      for (const problem of problems) {
        expect(problem.line).to.be.within(1, lines);
        expect(problem.column).to.be.at.least(1);
        expect(problem.message).to.not.match(/^(Invalid|Too|undefined)|\[object/);
        expect(formatProblem(problem)).to.include(`x.yaml:${problem.line}:${problem.column}  `);
      }
    });
    fc.assert(property, { numRuns: RUNS });
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
    it(`ends soon for ${name}`, function () {
      this.timeout(20_000);
      const { scenario, problems } = parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
      expect(scenario).to.equal(undefined);
      expect(problems).to.not.be.empty;
      for (const problem of problems) expect(formatProblem(problem).length).to.be.below(5000);
    });
  }
});

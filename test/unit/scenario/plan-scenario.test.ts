import { expect } from 'chai';
import { describePlan } from '../../../src/scenario/describe-plan.ts';
import { drawSeed } from '../../../src/scenario/draw-seed.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { planScenario } from '../../../src/scenario/plan-scenario.ts';
import { serialisePlan } from '../../../src/scenario/serialise-plan.ts';
import { definitions } from './definitions-for-tests.ts';

const text = `name: x
containers:
  web:
    image: i
    scale: 5
    ports: [8000]
    labels: { zone: a }
    environment: { TOKEN: hunter2 }
    build: { context: ., args: { KEY: hunter2 } }
attach: { db: { container: db } }
load: { users: { url: 'http://web:8000/', rate: 10/s, headers: { authorization: hunter2 } } }
timeline:
  - at: 0s
    kill: { of: web, pick: { random: 2 } }
  - every: 1s
    times: 20
    jitter: 20%
    pause: { of: web, pick: { random: 1 }, for: 100ms }
  - after: 0s
    kill: db
  - name: quiet
    after: 5s
  - after: 0s
    kill: { of: web, pick: { label: zone } }
  - after: 0s
    kill: { of: web, pick: { label: made.by.image } }
`;
const { scenario: parsed } = parseScenario(text, { file: 'x', definitions, env: {} });
const scenario = parsed!;

describe('planScenario', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const plan = (seed: string, repetition = 1) => serialisePlan(planScenario(scenario, seed, repetition));
    expect(plan('42')).to.equal(plan('42'));
    expect(plan('42')).to.not.equal(plan('43'));
    expect(JSON.stringify(planScenario(scenario, '42', 1).steps)).to.not.equal(JSON.stringify(planScenario(scenario, '42', 2).steps));
  });

  it('gives the same bytes whatever the order of the keys in the file', () => {
    const { scenario: other } = parseScenario(text.replace('    image: i\n    scale: 5\n', '    scale: 5\n    image: i\n'), {
      file: 'x',
      definitions,
      env: {},
    });
    expect(serialisePlan(planScenario(other!, '42', 1))).to.equal(serialisePlan(planScenario(scenario, '42', 1)));
  });

  it('is this plan for ever: a change of the random stream would break recorded seeds', () => {
    const { steps } = planScenario(scenario, '42', 1);
    expect(steps[0]?.occurrences).to.deep.equal([{ offsetMs: 0, pickSeed: '42/1/0/0', expectedTargets: ['web.1', 'web.4'] }]);
    expect(steps[1]?.occurrences.slice(0, 3).map(({ offsetMs }) => offsetMs)).to.deep.equal([65.892, 1124.854, 1845.887]);
  });

  it('keeps jitter within its share of the interval, and occurrences in order', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const offsets = planScenario(scenario, String(seed), 1).steps[1]!.occurrences.map(({ offsetMs }) => offsetMs);
      expect(offsets).to.have.length(20);
      offsets.forEach((offset, index) => expect(offset).to.be.within(Math.max(0, index * 1000 - 200), index * 1000 + 200));
      expect(offsets).to.deep.equal(offsets.toSorted((left, right) => left - right));
    }
  });

  it('expects targets only where it can know them', () => {
    const targets = planScenario(scenario, '42', 1).steps.map(({ occurrences }) => occurrences[0]?.expectedTargets?.length);
    expect(targets).to.deep.equal([2, 1, undefined, undefined, 5, undefined]);
  });

  it('labels steps by name, else by what they do', () => {
    const labels = planScenario(scenario, '42', 1).steps.map(({ label }) => label);
    expect(labels).to.deep.equal(['kill web', 'pause web', 'kill db', 'quiet', 'kill web', 'kill web']);
  });

  it('keeps environment values, build arguments and headers to itself', () => {
    const serialised = serialisePlan(planScenario(scenario, '42', 1));
    expect(serialised).to.include('TOKEN').and.include('KEY').and.include('authorization').and.not.include('hunter2');
    expect(describePlan(planScenario(scenario, '42', 1))).to.not.include('hunter2');
  });
});

describe('describePlan', () => {
  it('shows when, what, whom and for how long', () => {
    const lines = describePlan(planScenario(scenario, '42', 1)).split('\n');
    expect(lines).to.include('x').and.include('seed 42, at most 10m a run');
    expect(lines.filter((line) => /^ {2}at 0s +kill +web\.\d web\.\d$/.test(line))).to.have.length(1);
    expect(lines.filter((line) => /pause +web\.\d +100ms, then undone$/.test(line))).to.have.length(10);
    expect(lines.filter((line) => line.includes('… 10 more'))).to.have.length(1);
    expect(lines.filter((line) => /^ {2}5s later +wait \(quiet\)$/.test(line))).to.have.length(1);
    expect(lines.filter((line) => /^ {2}then +kill +all of db$/.test(line))).to.have.length(1);
  });
});

describe('drawSeed', () => {
  it('draws short seeds that are easy to read out', () => {
    const seeds = new Set(Array.from({ length: 100 }, drawSeed));
    expect(seeds.size).to.equal(100);
    for (const seed of seeds) expect(seed).to.match(/^[2-9b-z]{8}$/);
  });
});

import { expect } from 'chai';
import type { ScenarioRun } from '../../../src/suite/scenario-run.ts';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

const RUNS = 10;
/** Each run starts seven containers; more runs side by side only wait for each other. */
const AT_ONCE = 2;

const scenario = `
name: Random picks
services:
  web:
    image: 'faultline/webserver:v1'
    entrypoint: [sleep, '600']
    init: true
    deploy: { replicas: 3, restart_policy: { delay: 0s } }
containers:
  box: { image: 'faultline/webserver:v1', entrypoint: [sleep, '600'], init: true, scale: 3 }
timeline:
  - at: 0s
    kill: { of: web, pick: { random: 1 } }
  - when: { task: web, state: running, within: 30s }
    pause: { of: web, pick: { share: 50% }, for: 100ms }
  - after: 0s
    pause: { of: web, pick: { random: 2 }, for: 100ms }
  - at: 0s
    every: 100ms
    times: 5
    jitter: 50%
    signal: { of: box, signal: SIGCONT, pick: { random: 1 } }
  - at: 100ms
    signal: { of: box, signal: SIGCONT, pick: { share: 50% } }
`;

describe('The same scenario with the same seed', function () {
  this.timeout(300_000);
  const here = new RunPlace();

  it('hits the same slots and containers at the same steps, ten times out of ten; another seed hits others', async () => {
    const seeds = [...Array.from({ length: RUNS }, () => '42'), 'another'];
    const [another, ...same] = (await eachOf(seeds, async (seed) => picked(await here.run(scenario, { seed })))).reverse();
    expect(same).to.have.lengthOf(RUNS);
    for (const one of same) expect(one).to.deep.equal(same[0]);
    expect(same[0]?.map(({ step, occurrence, targets }) => [step, occurrence, targets.length])).to.deep.equal([
      [0, 0, 1],
      [1, 0, 2],
      [2, 0, 2],
      [3, 0, 1],
      [3, 1, 1],
      [3, 2, 1],
      [3, 3, 1],
      [3, 4, 1],
      [4, 0, 2],
    ]);
    const targets = (run: typeof another) => run?.map((step) => step.targets);
    const offsets = (run: typeof another) => run?.map((step) => step.offsetMs);
    expect(targets(another)).not.to.deep.equal(targets(same[0]));
    expect(offsets(another)).not.to.deep.equal(offsets(same[0]));
  });
});

interface Picked {
  readonly step: number;
  readonly occurrence: number;
  /** Slots and containers: the id of a task is Swarm's, and never the same twice. */
  readonly targets: readonly string[];
  /** Of a jittered step, when it was due, from its first firing on. */
  readonly offsetMs: number;
}

function picked(run: ScenarioRun): Picked[] {
  expect(run.error).to.equal(undefined);
  const steps = eventsOf(run, 'step').toSorted((one, other) => one.step - other.step || one.occurrence - other.occurrence);
  return steps.map(({ step, occurrence, targets, outcome, dueMs }) => {
    expect(outcome).to.equal('injected');
    const first = steps.find((other) => other.step === step)?.dueMs ?? Number.NaN;
    return {
      step,
      occurrence,
      targets: targets.map((name) => name.split('.').slice(0, 2).join('.')),
      offsetMs: Number((dueMs - first).toFixed(3)),
    };
  });
}

async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

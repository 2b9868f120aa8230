import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { comparisonSchema, type Comparison } from '../../../src/report/compare/comparison-schema.ts';
import { runScenarioFile } from '../../../src/suite/run-scenario-file.ts';
import { faultline } from '../../support/command-line.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

/** The fewest that can tell anything. */
const RUNS = 4;
const MORE_ROUNDS = 3;

const rollout = (order: string) => `
name: A rollout of one replica
services:
  web:
    image: faultline/webserver:v1
    ports: [8000]
    healthcheck: { test: [CMD, healthy], interval: 300ms, retries: 3 }
    deploy: { replicas: 1, restart_policy: { delay: 0s }, update_config: { order: ${order}, monitor: 0s } }
load:
  users: { url: 'http://web:8000/', rate: 20/s, timeout: 2s, connections: new }
timeline:
  - at: 200ms
    rollout: { of: web, image: 'faultline/webserver:v2' }
  - when: { rollout: web, state: completed, within: 60s }
  - after: 300ms
`;

describe('faultline compare', function () {
  this.timeout(240_000);
  let engine: Engine;
  const places: Workplace[] = [];
  before(async () => (engine = await engineForTests()));
  afterEach(async () => {
    for (const place of places.splice(0)) await place.remove();
  });

  /** Adds so many runs of a rollout, one after the other; their results are in the place. */
  async function addRuns(place: Workplace, order: string, repeat: number): Promise<void> {
    if (repeat > 0) await runScenarioFile(await place.scenario(rollout(order)), { engine, out: place.out, repeat });
  }

  it('says that users notice stop-first and not start-first, of one replica, and gates on it', async () => {
    const [one, other] = [await Workplace.make(), await Workplace.make()];
    places.push(one, other);
    const [startFirst, stopFirst] = [one.out, other.out];
    const compare = async (a: string, b: string, ...more: string[]) => faultline(['compare', a, b, ...more]);
    const gate = ['--fail-on', 'longest outage of users grows > 200ms'];
    await Promise.all([addRuns(one, 'start-first', RUNS), addRuns(other, 'stop-first', RUNS)]);
    let told = await compare(startFirst, stopFirst, '--json', ...gate);
    let comparison = comparisonSchema.parse(JSON.parse(told.stdout));
    // Where the machine had no time for a measurement, compare leaves the run out, and another one is needed.
    for (let round = 1; round <= MORE_ROUNDS && missing(comparison.a, comparison.b) > 0; round += 1) {
      await addRuns(one, 'start-first', missing(comparison.a));
      await addRuns(other, 'stop-first', missing(comparison.b));
      told = await compare(startFirst, stopFirst, '--json', ...gate);
      comparison = comparisonSchema.parse(JSON.parse(told.stdout));
    }
    expect(figure(comparison, 'longest outage')).to.include({ says: 'worse' });
    expect(figure(comparison, 'availability')).to.include({ says: 'worse' });
    expect(told.code, JSON.stringify(comparison.gates)).to.equal(1);
    expect(comparison.differs).to.deep.include({
      what: 'subjects.web.spec.deploy.updateConfig.order',
      a: ['start-first'],
      b: ['stop-first'],
    });
    const turned = await compare(stopFirst, startFirst, ...gate, '--out', join(startFirst, 'compare.html'));
    expect(turned.code, turned.stdout).to.equal(0);
    expect(turned.stdout).to.contain('holds: longest outage of users grows > 200ms');
    expect(Math.max(...turned.stdout.split('\n').map((line) => line.length))).to.be.at.most(100);
    const [a, b] = [firstOf(comparison.a), firstOf(comparison.b)];
    const single = await compare(join(startFirst, a), join(stopFirst, b), ...gate);
    expect(single.stdout).to.contain('cannot be told from one run of each');
    expect(single.code).to.equal(4);
    const keep = process.env['FAULTLINE_KEEP_RUNS'];
    if (keep !== undefined) await kept(keep, { startFirst, stopFirst });
  });
});

function missing(...groups: readonly Comparison['a'][]): number {
  return groups.reduce((sum, { runs, leftOut }) => sum + Math.max(0, RUNS - (runs.length - leftOut.length)), 0);
}

function firstOf({ runs, leftOut }: Comparison['a']): string {
  return runs.find(({ id }) => leftOut.every(({ run }) => run !== id))?.id ?? '';
}

function figure({ figures }: Comparison, name: string): Comparison['figures'][number] | undefined {
  return figures.find((one) => one.figure === name);
}

async function kept(directory: string, runs: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, from] of Object.entries(runs)) await cp(from, join(directory, name), { recursive: true });
}

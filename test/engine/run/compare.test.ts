import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { comparisonSchema, type Comparison } from '../../../src/report/compare/comparison-schema.ts';
import { runScenarioFile } from '../../../src/suite/run-scenario-file.ts';
import { faultline } from '../../support/command-line.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

const RUNS = 4;

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

  /** Returns the directory of so many runs. */
  async function runsOf(order: string): Promise<string> {
    const place = await Workplace.make();
    places.push(place);
    await runScenarioFile(await place.scenario(rollout(order)), { engine, out: place.out, repeat: RUNS });
    return place.out;
  }

  it('says that users notice stop-first and not start-first, of one replica, and gates on it', async function () {
    const [startFirst, stopFirst] = [await runsOf('start-first'), await runsOf('stop-first')];
    const compare = async (a: string, b: string, ...more: string[]) => faultline(['compare', a, b, ...more]);
    const gate = ['--fail-on', 'longest outage of users grows > 200ms'];
    const told = await compare(startFirst, stopFirst, '--json', ...gate);
    const comparison = comparisonSchema.parse(JSON.parse(told.stdout));
    // A machine that has no time for the measurement proves nothing, and compare says so.
    if ([...comparison.a.leftOut, ...comparison.b.leftOut].length > 0) {
      expect(told.code).to.equal(4);
      this.skip();
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
    const [one, other] = [comparison.a.runs[0]?.id ?? '', comparison.b.runs[0]?.id ?? ''];
    const single = await compare(join(startFirst, one), join(stopFirst, other), ...gate);
    expect(single.stdout).to.contain('cannot be told from one run of each');
    expect(single.code).to.equal(4);
    const keep = process.env['FAULTLINE_KEEP_RUNS'];
    if (keep !== undefined) await kept(keep, { startFirst, stopFirst });
  });
});

function figure({ figures }: Comparison, name: string): Comparison['figures'][number] | undefined {
  return figures.find((one) => one.figure === name);
}

async function kept(directory: string, runs: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, from] of Object.entries(runs)) await cp(from, join(directory, name), { recursive: true });
}

import { expect } from 'chai';
import type { ScenarioRun } from '../../../src/suite/scenario-run.ts';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

const IMAGE = 'faultline/signaltest:exec';

describe('Guard rails of a run', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  it('keep one healthy replica of what is attached, of two faults at the same time and while a fault lasts', async () => {
    const labels = { app: here.containers.runId };
    const [one, two] = [
      await here.containers.run(IMAGE, { foreign: true, labels }),
      await here.containers.run(IMAGE, { foreign: true, labels }),
    ];
    const run = await here.run(`
name: Two at once
attach: { workers: { label: app=${here.containers.runId} } }
timeline:
  - { at: 0s, pause: { of: workers, pick: { regex: '^${one.name}$' } } }
  - { at: 0s, pause: { of: workers, pick: { regex: '^${two.name}$' } } }
  - { after: 1500ms, kill: { of: workers, pick: { random: 1 } } }
  - { after: 0s, kill: { of: workers } }
`);
    const steps = eventsOf(run, 'step').toSorted((a, b) => a.step - b.step);
    expect(steps.slice(0, 2).map(({ outcome }) => outcome)).to.have.members(['injected', 'blast-radius']);
    const refused = steps.find(({ outcome }) => outcome === 'blast-radius');
    expect(refused?.message).to.include('Refused by last_healthy').and.include('which was there before the run');
    expect(steps.at(-1)).to.include({ outcome: 'blast-radius' });
    expect(run.result.verdict).to.equal('inconclusive');
    expect([await here.containers.state(one), await here.containers.state(two)].map(({ status }) => status)).to.deep.equal([
      'running',
      'running',
    ]);
  });

  it('let the last one be hit when the scenario says so', async () => {
    const { name } = await here.containers.run(IMAGE, { foreign: true });
    const text = (radius: string) =>
      `name: The only one\nattach: { only: { container: ${name} } }\n${radius}\ntimeline: [{ at: 0s, pause: { of: only, for: 100ms } }]\n`;
    expect(outcomes(await here.run(text('')))).to.deep.equal(['blast-radius']);
    const allowed = await here.run(text('blast_radius: { last_healthy: true }'));
    expect(outcomes(allowed)).to.deep.equal(['injected']);
    expect(allowed.result.verdict).to.equal('passed');
  });

  it('respect the labels of a container, those of the command line too', async () => {
    const labels = { app: here.containers.runId };
    const run = async (own: Record<string, string>) => here.containers.run(IMAGE, { foreign: true, labels: { ...labels, ...own } });
    const [precious] = [await run({ 'io.faultline.protect': 'true' }), await run({ tier: 'db' }), await run({ team: 'a' }), await run({})];
    const text = `
name: Labels
attach: { all: { label: app=${here.containers.runId} } }
blast_radius: { deny: [tier=db], allow: [app] }
timeline:
  - { at: 0s, kill: { of: all, pick: { label: io.faultline.protect } } }
  - { after: 0s, kill: { of: all, pick: { label: tier } } }
  - { after: 0s, kill: { of: all, pick: { label: team } } }
`;
    const first = await here.run(text);
    expect(outcomes(first)).to.deep.equal(['blast-radius', 'blast-radius', 'injected']);
    expect(eventsOf(first, 'step').map(({ message = '' }) => /^Refused by (\w+)/.exec(message)?.[1])).to.deep.equal([
      'protect',
      'deny',
      undefined,
    ]);
    expect((await here.containers.state(precious)).status).to.equal('running');
  });

  it("never take another run's container, and leave it out where a label finds it", async () => {
    const labels = { app: here.containers.runId };
    const theirs = await here.containers.run(IMAGE, { labels });
    const text = (attach: string) => `name: Foreign\nattach: { x: { ${attach} } }\ntimeline: [{ at: 0s, kill: x }]\n`;
    const named = await here.run(text(`container: ${theirs.name}`));
    expect(named.error).to.have.property('code', 'ERR_BLAST_RADIUS');
    expect(String(named.error)).to.include(`belongs to the run ${here.containers.runId}`);
    expect(eventsOf(named, 'step')).to.deep.equal([]);
    const found = await here.run(text(`label: app=${here.containers.runId}`));
    expect(found.error).to.have.property('code', 'ERR_TARGET_EMPTY');
    expect((await here.containers.state(theirs)).status).to.equal('running');
  });

  it('ask what a fault on an attached service takes away at once, and protect its tasks by its label', async () => {
    const swarm = await here.engine.swarm();
    await here.engine.ensureImage('faultline/webserver:v1', () => undefined);
    const name = `guarded-${process.pid}`;
    const deploy = { mode: 'replicated' as const, replicas: 2, labels: { tier: 'db' }, updateConfig: { parallelism: 1, monitorMs: 200 } };
    const spec = { environment: {}, init: false, ports: [], networks: [], labels: {}, readOnly: false, deploy };
    const { id } = await swarm.createService({
      name,
      image: 'faultline/webserver:v1',
      spec,
      labels: {},
      networks: [],
      publishMode: 'host',
    });
    try {
      const attach = `name: A service\nattach: { shop: { service: ${name} } }\n`;
      const ready = "  - { when: { replicas: shop, is: '== 2' } }\n";
      const run = await here.run(`${attach}timeline:
${ready}  - { after: 0s, scale: { of: shop, replicas: 0 } }
  - { after: 0s, rollout: { of: shop, environment: { A: b }, deploy: { update_config: { parallelism: 2 } } } }
  - { after: 0s, force-update: shop }
`);
      expect(outcomes(run)).to.deep.equal(['waited', 'blast-radius', 'blast-radius', 'injected']);
      const denied = await here.run(`${attach}blast_radius: { deny: [tier=db] }
timeline:
${ready}  - { after: 0s, kill: { of: shop, pick: { random: 1 } } }
`);
      expect(outcomes(denied)).to.deep.equal(['waited', 'blast-radius']);
    } finally {
      await swarm.removeService(id);
    }
  });
});

function outcomes(run: ScenarioRun): string[] {
  return eventsOf(run, 'step').map(({ outcome }) => outcome);
}

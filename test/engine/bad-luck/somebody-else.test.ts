import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import type { HistoryEvent, HistoryEventOf } from '../../../src/history/history-event.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { socketPathOf } from '../engine/support/cut-proxy.ts';
import { Cue } from './support/cue.ts';
import { HttpProxy } from './support/http-proxy.ts';

const IMAGE = 'faultline/signaltest:exec';

describe('Somebody else, at work on what a run is attached to', function () {
  this.timeout(120_000);
  let engine: Engine;
  let place: Workplace;
  let containers: Containers;
  let proxy: HttpProxy;
  let endpoint: string;

  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    place = await Workplace.make();
    containers = new Containers(engine);
    proxy = new HttpProxy(socketPathOf(engine.facts.endpoint));
    endpoint = await proxy.listen();
  });
  afterEach(async () => {
    proxy.close();
    await containers.removeAll();
    await place.remove();
  });

  const start = async (text: string) => new CommandLine(['run', await place.scenario(text), '--out', place.out, '--engine', endpoint]);
  const statuses = async (targets: readonly Target[]) =>
    Promise.all(targets.map(async ({ name }) => (await engine.inspectContainer(name))?.status ?? 'absent'));

  /** Removed, replaced by another of the same name, restarted. Returns the id of the replacement. */
  async function disturb(removed: Target, replaced: Target, restarted: Target): Promise<string> {
    await Promise.all([
      engine.removeContainer(removed.id),
      engine.removeContainer(replaced.id),
      engine.restartContainer(restarted.id, { graceMs: 0 }),
    ]);
    return (await containers.run(IMAGE, { foreign: true, name: replaced.name })).id;
  }

  describe('containers', () => {
    let removed: Target;
    let replaced: Target;
    let restarted: Target;
    beforeEach(async () => {
      const three = [1, 2, 3].map(async () => containers.run(IMAGE, { foreign: true }));
      [removed, replaced, restarted] = (await Promise.all(three)) as [Target, Target, Target];
    });

    const attached = () => `theirs: { containers: [${removed.name}, ${replaced.name}, ${restarted.name}] }`;

    it('before the fault reaches them: the step tells of each what became of it, and goes on with what took its place', async () => {
      const asked = [removed, replaced, restarted].map(async ({ id }) => proxy.hold(new RegExp(`^POST /containers/${id}/pause$`)));
      const run = await start(`
name: Too late
attach: { ${attached()} }
blast_radius: { last_healthy: true }
timeline:
  - { at: 0s, pause: { of: theirs, for: 100ms } }
  - { after: 0s, pause: { of: theirs, pick: { regex: '^${replaced.name}$' }, for: 100ms } }
`);
      const held = await Promise.all(asked);
      const replacement = await disturb(removed, replaced, restarted);
      await place.untilRecorded((event) => event.type === 'subject' && event.id === replacement);
      for (const { release } of held) release();
      const { code, stderr } = await run.end();
      expect(code, stderr).to.equal(4);
      const history = await place.history();
      const [first, second] = only(history, 'step');
      expect(first).to.include({ outcome: 'target-gone' });
      expect(first?.message)
        .to.include(`${removed.name} was lost before the fault reached it: it has been removed;`)
        .and.to.include(
          `${replaced.name} was lost before the fault reached it: it has been removed, and another container has its name now`,
        )
        .and.not.to.include(restarted.name);
      expect(second).to.include({ outcome: 'injected' });
      expect(undos(history, 0)).to.deep.equal({
        [removed.name]: 'target-gone',
        [replaced.name]: 'target-gone',
        [restarted.name]: 'undone',
      });
      expect(await statuses([removed, replaced, restarted])).to.deep.equal(['absent', 'running', 'running']);
    });

    it('before the undo: it is done where there is something to undo, and says where there is not', async () => {
      const cue = await Cue.make(containers);
      const killed = await containers.run(IMAGE, { foreign: true });
      const run = await start(`
name: Nothing to undo
attach: { ${attached()}, dead: { container: ${killed.name} }, ${cue.attached} }
blast_radius: { last_healthy: true }
timeline:
  - { at: 0s, kill: dead }
  - { at: 0s, pause: theirs }
  - { when: ${Cue.given} }
`);
      await Promise.all([run.says(/pause /), containers.until(killed, ({ status }) => status === 'exited')]);
      await engine.startContainer(killed.id);
      await disturb(removed, replaced, restarted);
      await cue.give();
      const { code, stderr } = await run.end();
      expect(code, stderr).to.equal(0);
      const history = await place.history();
      expect(undos(history, 1)).to.deep.equal({
        [removed.name]: 'target-gone',
        [replaced.name]: 'target-gone',
        [restarted.name]: 'not-needed',
      });
      expect(undos(history, 0)).to.deep.equal({ [killed.name]: 'not-needed' });
      expect(await statuses([removed, replaced, restarted, killed])).to.deep.equal(['absent', 'running', 'running', 'running']);
    });
  });

  describe('a service', () => {
    const name = `somebody-${process.pid}`;
    let id: string;
    beforeEach(async () => {
      await engine.ensureImage(IMAGE, () => undefined);
      const deploy = { mode: 'replicated' as const, replicas: 1, labels: {} };
      const spec = { environment: {}, init: false, ports: [], networks: [], labels: {}, readOnly: false, deploy };
      const swarm = await engine.swarm();
      ({ id } = await swarm.createService({ name, image: IMAGE, spec, labels: {}, networks: [], publishMode: 'host' }));
    });
    afterEach(async () => remove());

    const remove = async () => (await engine.swarm()).removeService(id);

    it('removed before the fault reaches it: the step names it', async () => {
      const asked = proxy.hold(new RegExp(`^POST /services/${id}/update$`));
      const run = await start(`
name: Too late
attach: { shop: { service: ${name} } }
timeline: [{ at: 0s, scale: { of: shop, replicas: 2 } }]
`);
      const { release } = await asked;
      await remove();
      release();
      const { code, stderr } = await run.end();
      expect(code, stderr).to.equal(4);
      const history = await place.history();
      const [step] = only(history, 'step');
      expect(step).to.include({ outcome: 'target-gone', message: 'The service shop was removed before the fault reached it' });
      expect(undos(history, 0)).to.deep.equal({ shop: 'target-gone' });
    });

    it('removed before the undo: there is nothing to undo, and the run says so', async () => {
      const cue = await Cue.make(containers);
      const run = await start(`
name: Nothing to undo
attach: { shop: { service: ${name} }, ${cue.attached} }
timeline: [{ at: 0s, scale: { of: shop, replicas: 2 } }, { when: ${Cue.given} }]
`);
      await run.says(/scale shop/);
      await remove();
      await cue.give();
      const { code, stderr } = await run.end();
      expect(code, stderr).to.equal(0);
      expect(undos(await place.history(), 0)).to.deep.equal({ shop: 'target-gone' });
    });
  });
});

function only<T extends HistoryEvent['type']>(history: readonly HistoryEvent[], type: T): HistoryEventOf<T>[] {
  return history.filter((event): event is HistoryEventOf<T> => event.type === type);
}

function undos(history: readonly HistoryEvent[], of: number): Record<string, string> {
  const own = only(history, 'undo').filter(({ step }) => step === of);
  return Object.fromEntries(own.map(({ target, outcome }) => [target, outcome]));
}

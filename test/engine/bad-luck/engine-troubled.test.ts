import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { socketPathOf } from '../engine/support/cut-proxy.ts';
import { HttpProxy } from './support/http-proxy.ts';

const scenario = (attached: string) => `
name: A troubled engine
attach:
  theirs: { container: ${attached} }
containers:
  troubled: { image: 'faultline/signaltest:exec' }
blast_radius: { last_healthy: true }
timeline:
  - at: 0s
    pause: { of: theirs }
  - after: 500ms
    kill: troubled
expect:
  - exit: { of: troubled, code: 137 }
`;

describe('An engine that is slow or answers errors', function () {
  this.timeout(180_000);
  let engine: Engine;
  let place: Workplace;
  let containers: Containers;
  let theirs: Target;
  let proxy: HttpProxy;
  let endpoint: string;

  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    place = await Workplace.make();
    containers = new Containers(engine);
    theirs = await containers.run('faultline/signaltest:exec', { foreign: true });
    proxy = new HttpProxy(socketPathOf(engine.facts.endpoint));
    endpoint = await proxy.listen();
  });
  afterEach(async () => {
    proxy.close();
    await containers.removeAll();
    await place.remove();
  });

  const env = () => ({ FAULTLINE_STATE_DIR: join(place.directory, 'state') });
  const start = async () =>
    new CommandLine(['run', await place.scenario(scenario(theirs.name)), '--out', place.out, '--engine', endpoint], env());
  const ours = async () => engine.listContainers({ labels: [`${SUBJECT_LABEL}=troubled`] });

  it('that takes 10 s for each change: the run takes its time, tells the truth, and leaves nothing', async () => {
    const run = await start();
    await run.says(/chaos/);
    proxy.trouble = (method) => (method === 'GET' ? {} : { delayMs: 10_000 });
    const { code, stderr } = await run.end();
    expect(code, stderr).to.equal(0);
    expect((await containers.state(theirs)).status).to.equal('running');
    expect(await ours()).to.deep.equal([]);
    const steps = (await place.history()).filter((event) => event.type === 'step');
    expect(steps.map(({ outcome }) => outcome)).to.deep.equal(['injected', 'injected']);
    // Each is recorded with how long it took, not only with when it was due.
    for (const { atMs, doneMs } of steps) expect(doneMs - atMs).to.be.at.least(10_000);
  });

  it('that fails an undo twice: it is done at the third attempt', async () => {
    let failures = 2;
    proxy.trouble = (_method, path) => (path.endsWith('/unpause') && failures-- > 0 ? { answer: { status: 500, message: 'no luck' } } : {});
    const { code, stderr } = await (await start()).end();
    expect(code, stderr).to.equal(0);
    expect(proxy.changes.filter((change) => change.endsWith('/unpause'))).to.have.length(3);
    expect((await containers.state(theirs)).status).to.equal('running');
  });

  it('that never does an undo: said with the command that would, kept for cleanup, and not exit code 0', async () => {
    proxy.trouble = (_method, path) => (path.endsWith('/unpause') ? { answer: { status: 500, message: 'no luck' } } : {});
    const { code, stderr } = await (await start()).end();
    expect(code, stderr).to.equal(4);
    expect(stderr)
      .to.include(`docker unpause ${theirs.id.slice(0, 12)}`)
      .and.to.include('no luck');
    expect(await ours()).to.deep.equal([]);
    expect((await containers.state(theirs)).status).to.equal('paused');

    proxy.trouble = () => ({});
    const cleanup = await faultline(['cleanup'], env());
    expect(cleanup.code, cleanup.stderr).to.equal(0);
    expect((await containers.state(theirs)).status).to.equal('running');
    expect(await readdir(join(place.directory, 'state', 'runs'))).to.deep.equal([]);
  });

  it('that fails the fault itself: the step says so in its words, and the run is not passed', async () => {
    proxy.trouble = (_method, path) => (path.endsWith('/pause') ? { answer: { status: 500, message: 'cannot freeze today' } } : {});
    const { code, stderr } = await (await start()).end();
    expect(code, stderr).to.be.oneOf([1, 4]);
    expect(stderr).to.include('cannot freeze today');
    expect(await ours()).to.deep.equal([]);
  });

  it('while faultline is killed: the reaper waits for the slow answers, too', async () => {
    const run = await start();
    await run.says(/pause/);
    proxy.trouble = (method) => (method === 'GET' ? {} : { delayMs: 3000 });
    run.process.kill('SIGKILL');
    await run.end();
    await containers.until(theirs, ({ status }) => status === 'running');
    while ((await ours()).length > 0 || (await readdir(join(place.directory, 'state', 'runs'))).length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
});

import { expect } from 'chai';
import { signal } from '../../../src/faults/signal.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault signal on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('reaches the program, whose own exit code is seen', async () => {
    for (const [name, code] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGUSR1: 0 })) {
      const target = await containers.run('faultline/signaltest:exec');
      expect(await containers.inject(signal, { signal: name }, target)).to.deep.include({ method: 'api', details: { signal: name } });
      expect(await containers.until(target, ({ status }) => status === 'exited')).to.have.property('exitCode', code);
    }
  });

  it('is undone by starting again, and a second time harmlessly', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const { undo } = await containers.inject(signal, { signal: 'SIGTERM' }, target);
    await containers.until(target, ({ status }) => status === 'exited');
    expect(await containers.undo([...undo, ...undo])).to.deep.equal(['undone', 'not-needed']);
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('tells a target that has exited, with its code, and one that was removed', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.inject(signal, { signal: 'SIGTERM' }, target);
    await containers.until(target, ({ status }) => status === 'exited');
    const exited = await faultlineErrorOf(containers.inject(signal, { signal: 'SIGTERM' }, target));
    expect(exited.code).to.equal('ERR_TARGET_GONE');
    expect(exited.message)
      .to.include(target.name)
      .and.match(/has exited since .* with code 15/);
    await containers.engine.removeContainer(target.id);
    expect((await faultlineErrorOf(containers.inject(signal, { signal: 'SIGTERM' }, target))).message).to.include('has been removed');
  });

  it('tells a target that was lost between preparing and injecting', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const prepared = await signal.prepare({ signal: 'SIGTERM' }, target, containers.context);
    await containers.engine.removeContainer(target.id);
    const lost = await faultlineErrorOf(prepared.inject());
    expect(lost).to.have.property('code', 'ERR_TARGET_GONE');
    expect(lost.message).to.include(target.name).and.include('has been removed');
    expect(await containers.undo(prepared.undo)).to.deep.equal(['target-gone']);
  });
});

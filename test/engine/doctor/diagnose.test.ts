import { expect } from 'chai';
import { chooseAddress } from '../../../src/engine/choose-address.ts';
import { chooseEngine } from '../../../src/engine/choose-engine.ts';
import { diagnose } from '../../../src/engine/doctor/diagnose.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';

describe('diagnose', () => {
  it('describes an engine that answers, with a clock that agrees', async () => {
    const engine = await engineForTests();
    const report = await diagnose(engine, await chooseAddress(undefined, () => undefined));
    expect(report.reachable).to.equal(true);
    const by = new Map(report.lines.map((line) => [line.name, line]));
    expect([...by.keys()]).to.include.members([
      'engine',
      'version',
      'kernel',
      'cgroup',
      'swarm',
      'ipvs',
      'netem',
      'host pids',
      'free ports',
      'node',
    ]);
    expect(by.get('version')?.value).to.include(engine.facts.version);
    expect(by.get('clock')).to.include({ status: 'ok' });
    for (const line of report.lines) {
      expect(line.means, line.name).not.to.equal('');
      if (line.status === 'ok') expect(line, line.name).not.to.have.property('fix');
    }
  });

  it('still describes the machine when no engine answers, and says what can be done', async () => {
    const error = await chooseEngine('unix:///nothing/here.sock', () => undefined).catch((thrown: unknown) => thrown);
    if (!(error instanceof FaultlineError)) throw new Error('an engine answered at a socket that does not exist');
    expect(error.code).to.equal('ERR_ENGINE_UNREACHABLE');
    const report = await diagnose(error);
    expect(report.reachable).to.equal(false);
    expect(report.lines[0]).to.include({ name: 'engine', status: 'missing' });
    expect(report.lines[0]?.fix).to.include('private');
    expect(report.lines.map(({ name }) => name)).to.include.members(['private engine', 'node', 'disk for results']);
  });
});

describe('chooseEngine', () => {
  it('takes the private engine of that name, and knows where its ports are', async () => {
    if (!(process.env['FAULTLINE_ENGINE'] ?? '').startsWith('private:')) return;
    const engine = await chooseEngine(process.env['FAULTLINE_ENGINE'], () => undefined);
    try {
      expect(engine.hostAddress).to.match(/^198\.1[89]\./);
      expect(engine.facts.swarm).to.equal('manager');
    } finally {
      await engine.close();
    }
  });
});

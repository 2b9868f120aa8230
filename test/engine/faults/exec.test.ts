import { expect } from 'chai';
import { exec } from '../../../src/faults/exec.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault exec on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('runs the words as they are, with no shell, and tells the exit code', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const command = ['node', '-e', 'process.exit(process.argv[1] === "$HOME; exit 9" ? 7 : 1)', '$HOME; exit 9'];
    expect(await containers.inject(exec, { command }, target)).to.deep.equal({ method: 'exec', details: { exitCode: 7 }, undo: [] });
  });

  it('fails on another exit code only when one is expected, with the end of the output', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const command = ['node', '-e', 'console.log("not today"); process.exit(3)'];
    const error = await faultlineErrorOf(containers.inject(exec, { command, expect_code: 0 }, target));
    expect(error.code).to.equal('ERR_FAULT_FAILED');
    expect(error.message).to.include('exited with 3, expected 0: not today');
    await containers.inject(exec, { command, expect_code: 3 }, target);
  });

  it('tells a target that is gone', async () => {
    const target = await containers.run('faultline/signaltest:exec', { started: false });
    expect(await faultlineErrorOf(containers.inject(exec, { command: 'true' }, target))).to.have.property('code', 'ERR_TARGET_GONE');
  });
});

import { expect } from 'chai';
import { faultFlags } from '../../../src/attack/fault-flags.ts';
import { readFaultFlags } from '../../../src/attack/read-fault-flags.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { faults } from '../../../src/faults/registry.ts';
import { use } from './support.ts';

const flagsOf = (name: string) => faultFlags(use(name).fault);

function read(name: string, given: Readonly<Record<string, unknown>>) {
  return readFaultFlags(use(name).fault, flagsOf(name), ({ flag }) => given[flag]);
}

describe('the flags of faults', () => {
  for (const fault of faults) {
    it(`${fault.name}: each says what it is for`, () => {
      for (const { flag, description } of faultFlags(fault)) {
        expect(description, flag).to.match(/^[A-Za-z].{9}/);
        expect(description, flag).to.not.match(/^A duration with its unit|^A path, with its query/);
      }
    });
  }

  it('are made from the schema: nested ones, choices, numbers, what is required', () => {
    expect(flagsOf('unhealthy').map(({ flag }) => flag)).to.include.members(['--by', '--request-path', '--exec-restore-command']);
    expect(flagsOf('crash').find(({ flag }) => flag === '--method')?.choices).to.deep.equal(['auto', 'host', 'helper', 'exec']);
    expect(flagsOf('signal')).to.have.lengthOf(1).and.to.have.nested.property('[0].required', true);
    expect(flagsOf('stop')[0]).to.include({ flag: '--grace', takes: 'text', placeholder: 'duration' });
    expect(flagsOf('rollout').find(({ flag }) => flag === '--environment')?.takes).to.equal('pairs');
  });

  it('give way to names that the command line has for something else', () => {
    expect(faultFlags(use('exec').fault, ['--timeout']).map(({ flag }) => flag)).to.include('--exec-timeout');
  });

  it('read back as the options of a scenario', () => {
    expect(read('unhealthy', { '--request-path': '/x', '--request-port': '80' })).to.deep.equal({ request: { path: '/x', port: 80 } });
    expect(read('scale', { '--replicas': '-1' })).to.deep.equal({ replicas: '-1' });
    expect(read('scale', { '--replicas': '4' })).to.deep.equal({ replicas: 4 });
    expect(read('exec', { '--command': '["sh", "-c", "exit 1"]' })).to.deep.equal({ command: ['sh', '-c', 'exit 1'] });
    expect(read('rollout', { '--environment': ['A=1', 'B=x=y'] })).to.deep.equal({ environment: { A: '1', B: 'x=y' } });
    expect(read('start', { '--allow-refusal': true })).to.deep.equal({ allow_refusal: true });
  });

  for (const [name, given, message] of [
    ['stop', { '--grace': '5' }, '--grace: `5` has no unit'],
    ['request', { '--port': 'x' }, '--port: '],
    ['rollout', {}, 'the rollout changes nothing'],
    ['rollout', { '--environment': ['A'] }, '`A` has no `=`'],
    ['unhealthy', { '--by': 'exec' }, '--by: '],
    ['signal', { '--signal': 'SIGWHAT' }, '--signal: unknown signal'],
  ] as const) {
    it(`${name} ${JSON.stringify(given)}: names the flag and the fix`, () => {
      expect(() => read(name, given))
        .to.throw(FaultlineError, message)
        .with.property('hint').that.is.not.empty;
    });
  }
});

import { expect } from 'chai';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import type { LoadSpec } from '../../../src/scenario/scenario.ts';
import { requireAllowedCommands } from '../../../src/suite/require-allowed-commands.ts';

const plain: LoadSpec = {
  url: 'tcp://db:5432',
  ratePerSecond: 1,
  timeoutMs: 1000,
  method: 'GET',
  headers: {},
  streams: ['new'],
  expect: { status: [200] },
  route: 'auto',
};
const command: LoadSpec = { ...plain, command: ['pg_isready', '-h', '{host}'], commandSource: { line: 12, column: 5 } };

describe('requireAllowedCommands', () => {
  const scenarios = new Map([
    ['a.yaml', { load: { web: plain } }],
    ['b.yaml', { load: { web: plain, db: command } }],
  ]);

  it('lets commands pass that are allowed, and scenarios without any', () => {
    requireAllowedCommands(scenarios, true);
    requireAllowedCommands(new Map([['a.yaml', { load: { web: plain } }]]), false);
  });

  it('refuses others with the flag, the file, the line and the command', () => {
    try {
      requireAllowedCommands(scenarios, false);
    } catch (error) {
      expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_USAGE');
      expect(error)
        .to.have.property('message')
        .that.contains('b.yaml:12  load db: ["pg_isready","-h","{host}"]')
        .and.not.contains('a.yaml');
      expect(error).to.have.property('hint').that.contains('--allow-commands');
      return;
    }
    expect.fail('it was not refused');
  });
});

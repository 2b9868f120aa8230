import { expect } from 'chai';
import { log } from '../../../src/run/triggers/log.ts';
import { goesOnAt } from './history.ts';

const line = (text: string) =>
  ({ type: 'log', subject: 'web', container: 'web.1', incarnation: 1, stream: 'stdout', text, atMs: 0 }) as const;

describe('trigger log', () => {
  const lines = [line('ready'), line('handling SIGTERM'), line('ready')];

  it('holds on a line that matches', () => {
    expect(goesOnAt(log, { matches: 'SIG(TERM|INT)' }, 'web', lines)).to.equal(1);
    expect(goesOnAt(log, { matches: 'SIGHUP' }, 'web', lines)).to.equal(-1);
    expect(goesOnAt(log, { matches: 'ready' }, 'db', lines)).to.equal(-1);
  });

  it('does not count lines from before the step began to wait', () => {
    expect(goesOnAt(log, { matches: 'ready' }, 'web', lines, 1)).to.equal(2);
  });
});

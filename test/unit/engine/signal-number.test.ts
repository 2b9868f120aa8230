import { expect } from 'chai';
import { signalNumber } from '../../../src/engine/processes/signal-number.ts';

describe('signalNumber', () => {
  it('knows names, short names and numbers', () => {
    expect(['SIGKILL', 'kill', 'TERM', '15', 'SIGUSR1', '64'].map(signalNumber)).to.deep.equal([9, 9, 15, 15, 10, 64]);
  });

  for (const bad of ['', '0', '65', 'SIGFOO', '-9', '9; reboot', 'constructor']) {
    it(`refuses '${bad}'`, () => {
      expect(() => signalNumber(bad))
        .to.throw()
        .with.property('code', 'ERR_USAGE');
    });
  }
});

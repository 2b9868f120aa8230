import { expect } from 'chai';
import { signal } from '../../../src/faults/signal.ts';

describe('fault signal', () => {
  it('takes a signal by name or number', () => {
    expect(signal.schema.parse({ signal: 'usr1' })).to.deep.equal({ signal: 'SIGUSR1' });
    expect(signal.schema.parse({ signal: 15 })).to.deep.equal({ signal: 'SIGTERM' });
  });

  it('refuses an unknown signal, naming the nearest, and a missing one', () => {
    expect(signal.schema.safeParse({ signal: 'SIGTREM' }).error?.issues[0]?.message).to.include('SIGTERM');
    expect(signal.schema.safeParse({}).success).to.be.false;
  });
});

import { expect } from 'chai';
import { state } from '../../../src/run/triggers/state.ts';
import { engineEvent, goesOnAt } from './history.ts';

describe('trigger state', () => {
  const life = [engineEvent('start'), engineEvent('pause'), engineEvent('unpause'), engineEvent('die'), engineEvent('destroy')];

  it('holds on the event that brings the state', () => {
    const at = ['running', 'paused', 'exited', 'removed'].map((is) => goesOnAt(state, { is }, 'web', life));
    expect(at).to.deep.equal([0, 1, 3, 4]);
    expect(goesOnAt(state, { is: 'exited' }, 'db', life)).to.equal(-1);
  });

  it('counts what was so before the step began to wait, but not what was so and is over', () => {
    expect(goesOnAt(state, { is: 'paused' }, 'web', life.slice(0, 2), 2)).to.equal(1);
    expect(goesOnAt(state, { is: 'paused' }, 'web', life, 3)).to.equal(-1);
  });

  it('asks one container, or every one of them', () => {
    const two = [
      engineEvent('start'),
      engineEvent('start', { container: 'web.2' }),
      engineEvent('die'),
      engineEvent('die', { container: 'web.2' }),
    ];
    expect(goesOnAt(state, { is: 'exited' }, 'web', two)).to.equal(2);
    expect(goesOnAt(state, { is: 'exited', every: true }, 'web', two)).to.equal(3);
  });

  it('takes an inspection for what it is', () => {
    const inspected = { type: 'container-state', subject: 'web', container: 'web.1', reason: 'setup', status: 'absent' } as const;
    expect(goesOnAt(state, { is: 'removed' }, 'web', [inspected])).to.equal(0);
  });
});

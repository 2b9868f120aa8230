import { expect } from 'chai';
import { event } from '../../../src/run/triggers/event.ts';
import { engineEvent, goesOnAt } from './history.ts';

describe('trigger event', () => {
  const life = [engineEvent('die', { exitCode: 1 }), engineEvent('start'), engineEvent('die', { exitCode: 137 })];

  it('holds on the action, and on the exit code when one is given', () => {
    expect(goesOnAt(event, { action: 'die' }, 'web', life)).to.equal(0);
    expect(goesOnAt(event, { action: 'die', code: 137 }, 'web', life)).to.equal(2);
    expect(goesOnAt(event, { action: 'oom' }, 'web', life)).to.equal(-1);
  });

  it('does not count what happened before the step began to wait', () => {
    expect(goesOnAt(event, { action: 'die' }, 'web', life, 1)).to.equal(2);
  });

  it('refuses an action that the engine does not have', () => {
    expect(event.schema.safeParse({ action: 'dies' }).success).to.be.false;
  });
});

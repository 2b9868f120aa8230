import { expect } from 'chai';
import { restarts } from '../../../src/run/triggers/restarts.ts';
import { engineEvent, goesOnAt, task } from './history.ts';

describe('trigger restarts', () => {
  const life = [1, 2, 3].map((incarnation) => engineEvent('start', { incarnation }));

  it('counts every start but the first of each container', () => {
    expect(goesOnAt(restarts, { is: '>= 1' }, 'web', life)).to.equal(1);
    expect(goesOnAt(restarts, { is: '== 2' }, 'web', life)).to.equal(2);
    expect(goesOnAt(restarts, { is: '>= 3' }, 'web', life)).to.equal(-1);
    expect(goesOnAt(restarts, { is: '== 2' }, 'web', life, 3)).to.equal(2);
  });

  it('counts the tasks that took the place of one that had ended, once they have started', () => {
    const dead = { desiredState: 'shutdown' };
    const history = [
      task('1a', 'running', { createdMs: -5 }),
      task('2a', 'running', { createdMs: -5 }),
      task('1a', 'failed', dead),
      task('1b', 'preparing', { createdMs: 3 }),
      task('1b', 'running', { createdMs: 3 }),
      task('1b', 'failed', { ...dead, createdMs: 3 }),
      task('1c', 'failed', { ...dead, createdMs: 6 }),
    ];
    expect(goesOnAt(restarts, { is: 1 }, 'web', history, 2)).to.equal(4);
    expect(goesOnAt(restarts, { is: 2 }, 'web', history, 2)).to.equal(6);
    expect(goesOnAt(restarts, { is: '>= 3' }, 'web', history)).to.equal(-1);
    expect(goesOnAt(restarts, { is: '>= 1' }, 'api', history)).to.equal(-1);
  });

  it('counts neither what ended before the run, nor what an update or another number of replicas makes', () => {
    const history = [
      task('1z', 'failed', { createdMs: -9, desiredState: 'shutdown' }),
      task('1a', 'running', { createdMs: -5 }),
      task('1b', 'ready', { image: 'web:v2', createdMs: 3 }),
      task('1a', 'shutdown', { createdMs: -5, atMs: 4, desiredState: 'shutdown' }),
      task('1b', 'running', { image: 'web:v2', createdMs: 3 }),
      task('2b', 'running', { image: 'web:v2', createdMs: 5 }),
      task('2b', 'running', { image: 'web:v2', createdMs: 5, desiredState: 'remove' }),
      task('2c', 'running', { image: 'web:v2', createdMs: 8 }),
    ];
    expect(goesOnAt(restarts, { is: '>= 1' }, 'web', history)).to.equal(-1);
  });
});

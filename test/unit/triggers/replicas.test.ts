import { expect } from 'chai';
import { replicas } from '../../../src/run/triggers/replicas.ts';
import { goesOnAt, service, task } from './history.ts';

describe('trigger replicas', () => {
  const history = [
    service(),
    task('1a', 'starting'),
    task('1a', 'running'),
    task('2a', 'running'),
    task('2a', 'failed', { desiredState: 'shutdown' }),
    task('1a', 'running', { desiredState: 'remove' }),
  ];

  it('counts tasks that run and are meant to', () => {
    expect(goesOnAt(replicas, { is: 2 }, 'web', history)).to.equal(3);
    expect(goesOnAt(replicas, { is: '< 2' }, 'web', history, 4)).to.equal(4);
    expect(goesOnAt(replicas, { is: 0 }, 'web', history, 5)).to.equal(5);
    expect(goesOnAt(replicas, { is: '>= 2' }, 'web', history, 5)).to.equal(-1);
  });

  it('knows nothing before the service is there', () => {
    expect(goesOnAt(replicas, { is: 0 }, 'web', [task('1a', 'starting')])).to.equal(-1);
  });
});

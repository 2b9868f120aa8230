import { expect } from 'chai';
import { task as trigger } from '../../../src/run/triggers/task.ts';
import { goesOnAt, service, step, task } from './history.ts';

const history = [
  service(),
  task('1a', 'running'),
  task('2a', 'running'),
  task('2a', 'failed', { desiredState: 'shutdown', error: 'task: non-zero exit (15)' }),
  step('kill', 3),
  task('2b', 'starting', { image: 'web:v2' }),
  task('2b', 'running', { image: 'web:v2' }),
];

describe('trigger task', () => {
  const at = (options: object, from: number, entries = history) => goesOnAt(trigger, options, 'web', entries, from);

  it('waits for a task to reach a state, of a slot, version or with an error text', () => {
    expect(at({ state: 'running' }, 0)).to.equal(1);
    expect(at({ state: 'running', slot: 2 }, 0)).to.equal(2);
    expect(at({ state: 'running', version: 'v2' }, 0)).to.equal(6);
    expect(at({ state: 'failed', error: String.raw`exit \(15\)` }, 0)).to.equal(3);
    expect(at({ state: 'failed', error: 'exit 137' }, 0)).to.equal(-1);
  });

  it('counts what came of the step before at once, and nothing older', () => {
    expect(at({ state: 'failed' }, 5)).to.equal(4);
    expect(at({ state: 'running' }, 5)).to.equal(6);
    expect(at({ state: 'failed' }, 6, [...history.slice(0, 5), step('kill', 5), ...history.slice(5)])).to.equal(-1);
  });

  it('takes a number for a version, and knows the states', () => {
    expect(trigger.schema.parse({ state: 'running', version: 2 })).to.have.property('version', '2');
    expect(trigger.schema.safeParse({ state: 'dead' }).success).to.be.false;
  });
});

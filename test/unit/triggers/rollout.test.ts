import { expect } from 'chai';
import { rollout } from '../../../src/run/triggers/rollout.ts';
import { goesOnAt, rolloutState, service, step, task } from './history.ts';

const V2 = { image: 'web:v2' };
const before = [service(), task('1a', 'running'), task('2a', 'running')];
/** The service event of a change may come before or after the step that asked for it. */
const update = [...before, service('web:v2'), step('rollout', 3), rolloutState('updating')];
const whole = [
  ...update,
  task('1a', 'shutdown', { desiredState: 'shutdown' }),
  task('1b', 'running', V2),
  task('2a', 'shutdown', { desiredState: 'shutdown' }),
  task('2b', 'running', V2),
  rolloutState('completed'),
];

describe('trigger rollout', () => {
  const at = (options: object, entries: Parameters<typeof goesOnAt>[3], waitsFrom = 0) =>
    goesOnAt(rollout, options, 'web', entries, waitsFrom);

  it('follows the state, also one that holds already', () => {
    expect(at({ state: 'updating' }, whole)).to.equal(5);
    expect(at({ state: 'completed' }, whole)).to.equal(10);
    expect(at({ state: 'completed' }, whole, whole.length)).to.equal(10);
    expect(at({ state: 'paused' }, whole)).to.equal(-1);
  });

  it('follows the share and the number of tasks that run the new spec', () => {
    expect(at({ progress: '>= 50%' }, whole)).to.equal(7);
    expect(at({ progress: '== 100%' }, whole)).to.equal(9);
    expect(at({ updated: '>= 2' }, whole)).to.equal(9);
    expect(at({ updated: 1, state: 'updating' }, whole)).to.equal(7);
    expect(at({ progress: '< 50%' }, whole)).to.equal(3);
  });

  it('knows of no progress before a rollout, however well everything runs', () => {
    expect(at({ progress: '>= 0%' }, before)).to.equal(-1);
    expect(at({ updated: 0 }, before)).to.equal(-1);
  });

  it('takes nothing of an earlier rollout for the next one, whatever comes first', () => {
    const asked = [...whole, step('rollout', 10.5)];
    for (const options of [{ state: 'completed' }, { progress: '== 100%' }, { updated: '>= 1' }]) {
      expect(at(options, asked, asked.length), JSON.stringify(options)).to.equal(-1);
      expect(at(options, [...whole, service('web:v3')], whole.length + 1), JSON.stringify(options)).to.equal(-1);
    }
    const second = [...asked, service('web:v3'), rolloutState('updating'), task('1c', 'running', { image: 'web:v3' })];
    expect(at({ progress: '>= 50%' }, second, asked.length)).to.equal(second.length - 1);
  });

  it('keeps what a step did not change', () => {
    for (const other of [step('kill', 11), step('rollout', 11, { targets: ['db'] }), step('rollout', 11, { outcome: 'refused' })]) {
      expect(at({ state: 'completed' }, [...whole, other], whole.length + 1)).to.equal(11);
    }
    expect(at({ state: 'completed' }, [...whole, step('scale', 11)], whole.length + 1)).to.equal(-1);
  });

  it('tells replacements apart where the image stays the same', () => {
    const NEXT = { specVersion: 9 };
    const forced = [
      ...[...before, step('force-update', 3), service('web:v1', 2, 9), rolloutState('updating')],
      ...[task('1b', 'running', NEXT), task('2b', 'running', NEXT)],
    ];
    expect(at({ progress: '> 0%' }, forced)).to.equal(6);
    expect(at({ updated: 2 }, forced)).to.equal(7);
  });

  it('gets to the end when an update with the same image takes over, whatever of the first one it keeps', () => {
    const half = [...update, task('1b', 'running', V2)];
    // It changes only how to update: Swarm goes on with the slots that are left.
    const faster = [...half, step('rollout', half.length), rolloutState('updating')];
    expect(at({ progress: '>= 50%' }, faster, half.length + 1)).to.equal(faster.length - 1);
    expect(at({ progress: '== 100%' }, [...faster, task('2b', 'running', V2)], half.length + 1)).to.equal(faster.length);
    // It changes the environment: also the slot that was done is replaced again.
    const other = [...half, step('rollout', half.length), service('web:v2', 2, 3), rolloutState('updating')];
    const replaced = [task('1b', 'shutdown', { ...V2, desiredState: 'shutdown' }), task('1c', 'running', { ...V2, specVersion: 3 })];
    const both = [...other, ...replaced, task('2c', 'running', { ...V2, specVersion: 3 })];
    expect(at({ progress: '> 0%' }, both, half.length + 1)).to.equal(other.length + 1);
    expect(at({ progress: '== 100%' }, both, half.length + 1)).to.equal(other.length + 2);
  });

  it('does not take an event for the present state that was overtaken by what came after it', () => {
    const half = [...update, task('1b', 'running', V2)];
    const hurried = [
      ...half,
      step('rollout', half.length),
      rolloutState('completed', 20),
      task('2b', 'running', { ...V2, createdMs: 15 }),
      rolloutState('updating', 12),
    ];
    expect(at({ state: 'completed', progress: '== 100%', updated: 1 }, hurried, half.length + 1)).to.equal(hurried.length - 1);
  });

  it('is done when Swarm says so, though it left alone what meets a changed placement already', () => {
    const placed = [...before, step('rollout', 3), service('web:v1', 2, 9), rolloutState('updating'), rolloutState('completed')];
    expect(at({ progress: '== 100%' }, placed)).to.equal(6);
  });

  it('takes a rollback for a rollout to the spec before: tasks that were never touched run it, and none is updated yet', () => {
    const back = [...update, task('1b', 'running', V2), service('web:v1'), rolloutState('rollback_started')];
    expect(at({ state: 'rollback_started', progress: '== 50%' }, back)).to.equal(-1);
    const settled = [
      ...back,
      task('1b', 'shutdown', { ...V2, desiredState: 'shutdown' }),
      task('1a', 'shutdown', { desiredState: 'shutdown' }),
    ];
    expect(at({ state: 'rollback_started', progress: '== 50%', updated: 0 }, settled)).to.equal(10);
    expect(at({ updated: 1, state: 'rollback_started' }, [...settled, task('1c', 'running')])).to.equal(11);
  });

  it('does not count a task that is on its way out', () => {
    const failing = [...update, task('1b', 'running', { ...V2, desiredState: 'shutdown' })];
    expect(at({ progress: '> 0%' }, failing)).to.equal(-1);
  });

  it('must say what to wait for', () => {
    expect(rollout.schema.safeParse({}).error?.issues[0]?.message).to.include('what to wait for');
    expect(rollout.schema.safeParse({ state: 'done' }).success).to.be.false;
  });
});

import { expect } from 'chai';
import { RealClock } from '../../../src/clock/real-clock.ts';
import type { ServiceSnapshot, UpdateState } from '../../../src/engine/swarm.ts';
import { RolloutRecord } from '../../../src/run/rollout-record.ts';

const update = { parallelism: 1, delayMs: 0, failureAction: 'pause', monitorMs: 5000, maxFailureRatio: 0, order: 'stop-first' } as const;

function service(state?: UpdateState, startedAtMs = 1): ServiceSnapshot {
  return {
    id: 's',
    name: 'web',
    labels: {},
    versionIndex: 1,
    image: 'web:v1',
    taskSpec: '',
    mode: 'replicated',
    replicas: 1,
    endpointMode: 'vip',
    ...(state === undefined ? {} : { updateStatus: { state, message: `is ${state}`, startedAtMs } }),
    hasPreviousSpec: false,
    updateConfig: update,
    rollbackConfig: update,
    restartPolicy: { condition: 'any', delayMs: 0, maxAttempts: 0, windowMs: 0 },
    stopGracePeriodMs: 10_000,
    ingressPorts: {},
  };
}

/** When the inspection was asked for, where that does not matter. */
const NOW = 0;

describe('RolloutRecord', () => {
  const record = (first = service()) => new RolloutRecord('web', first, new RealClock());

  it('dates a change by its event and explains it by the inspection', () => {
    const rollouts = record();
    rollouts.tell({ state: 'updating', atMs: 5 });
    expect(rollouts.changes(rollouts.taken(), service('updating'), NOW)).to.deep.equal([
      { type: 'rollout', subject: 'web', state: 'updating', message: 'is updating', atMs: 5 },
    ]);
    expect(rollouts.changes(rollouts.taken(), service('updating'), NOW)).to.deep.equal([]);
  });

  it('records what only an inspection saw, and not again when its event comes', () => {
    const rollouts = record();
    expect(rollouts.changes([], service('updating'), NOW).map(({ state }) => state)).to.deep.equal(['updating']);
    rollouts.tell({ state: 'updating', atMs: 5 });
    expect(rollouts.changes(rollouts.taken(), service('updating'), NOW)).to.deep.equal([]);
  });

  it('puts a change that an inspection overtook before the one that it saw', () => {
    const rollouts = record();
    const clock = new RealClock();
    const [seen] = rollouts.changes([], service('rollback_completed', Date.now()), NOW);
    const late = [
      { state: 'rollback_started', atMs: clock.now() },
      { state: 'rollback_completed', atMs: clock.now() },
    ];
    const told = rollouts.changes(late, service('rollback_completed', Date.now()), NOW);
    expect(told.map(({ state }) => state)).to.deep.equal(['rollback_started']);
    expect(told[0]?.atMs).to.be.lessThan(seen?.atMs ?? 0);
  });

  it('dates what the engine does not by when it was asked, not by when a busy machine got to the answer', () => {
    const clock = new RealClock();
    const rollouts = new RolloutRecord('web', service(), clock);
    const startedAtMs = Date.now();
    const begunMs = clock.fromWallMs(startedAtMs);
    const [back] = rollouts.changes([], service('rollback_started', startedAtMs), begunMs + 5);
    expect(back?.atMs).to.equal(begunMs + 5);
    const early = new RolloutRecord('web', service(), clock).changes([], service('rollback_started', startedAtMs), begunMs - 5);
    expect(early[0]?.atMs, 'not before the update began').to.equal(begunMs);
  });

  it('records a state that was over before anyone could look', () => {
    const rollouts = record();
    rollouts.tell({ state: 'updating', atMs: 5 });
    rollouts.tell({ state: 'paused', atMs: 9 });
    const changes = rollouts.changes(rollouts.taken(), service('paused'), NOW);
    expect(changes.map(({ state, message }) => [state, message])).to.deep.equal([
      ['updating', ''],
      ['paused', 'is paused'],
    ]);
  });

  it('tells a second update from the first by when it started', () => {
    const rollouts = record();
    rollouts.changes([], service('updating', 1), NOW);
    expect(rollouts.changes([], service('updating', 2), NOW).map(({ state }) => state)).to.deep.equal(['updating']);
  });

  it('does not record what a service had been through before the run', () => {
    expect(record(service('completed')).changes([], service('completed'), NOW)).to.deep.equal([]);
  });
});

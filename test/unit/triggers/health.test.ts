import { expect } from 'chai';
import { health } from '../../../src/run/triggers/health.ts';
import type { HistoryEntry } from '../../../src/history/history-event.ts';
import { engineEvent, goesOnAt, service, task } from './history.ts';

describe('trigger health', () => {
  const life = [
    engineEvent('start'),
    engineEvent('health_status', { health: 'healthy' }),
    engineEvent('health_status', { health: 'unhealthy' }),
    engineEvent('die'),
    engineEvent('start', { incarnation: 2 }),
  ];

  it('follows the health check, and starts over with each life', () => {
    expect(['starting', 'healthy', 'unhealthy'].map((is) => goesOnAt(health, { is }, 'web', life))).to.deep.equal([0, 1, 2]);
    expect(goesOnAt(health, { is: 'unhealthy' }, 'web', life, 4)).to.equal(-1);
    expect(goesOnAt(health, { is: 'starting' }, 'web', life, 4)).to.equal(4);
  });

  it('does not take a pause for an illness, as an inspection would', () => {
    const paused = {
      type: 'container-state',
      subject: 'web',
      container: 'web.1',
      reason: 'end',
      status: 'paused',
      health: 'unhealthy',
    } as const;
    expect(goesOnAt(health, { is: 'unhealthy' }, 'web', [...life.slice(0, 2), engineEvent('pause'), paused])).to.equal(-1);
    expect(goesOnAt(health, { is: 'healthy' }, 'web', [...life.slice(0, 2), engineEvent('pause')], 3)).to.equal(-1);
  });

  it('asks the newest container of each slot of a service, and as many as are wanted', () => {
    const healthy = (container: string) => engineEvent('health_status', { container, health: 'healthy' });
    const rollout = [service(), made('1a'), healthy('web.1.1a'), made('2a'), healthy('web.2.2a')];
    expect(goesOnAt(health, { is: 'healthy', every: true }, 'web', rollout)).to.equal(4);
    const replaced = [...rollout, engineEvent('die', { container: 'web.2.2a' }), made('2b'), healthy('web.2.2b')];
    expect(goesOnAt(health, { is: 'healthy', every: true }, 'web', replaced, 6)).to.equal(7);
    const scaled = [...rollout, service('web:v1', 1), task('2a', 'running', { desiredState: 'remove' })];
    expect(goesOnAt(health, { is: 'healthy', every: true }, 'web', [...scaled, engineEvent('die', { container: 'web.2.2a' })], 8)).to.equal(
      7,
    );
  });

  it('takes no health from a container without a health check', () => {
    const inspected = {
      type: 'container-state',
      subject: 'web',
      container: 'web.1',
      reason: 'setup',
      status: 'running',
      health: 'none',
    } as const;
    expect(goesOnAt(health, { is: 'starting' }, 'web', [engineEvent('create'), inspected])).to.equal(-1);
  });
});

/** The container of a new task. */
function made(taskId: string): HistoryEntry {
  const slot = `web.${taskId.slice(0, 1)}`;
  const named = { type: 'subject', subject: 'web', kind: 'service', task: slot, container: `${slot}.${taskId}` } as const;
  return { ...named, id: taskId, image: 'web:v1', imageId: 'x', restart: 'no' };
}

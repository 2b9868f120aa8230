import { expect } from 'chai';
import { health } from '../../../src/run/triggers/health.ts';
import { engineEvent, goesOnAt } from './history.ts';

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

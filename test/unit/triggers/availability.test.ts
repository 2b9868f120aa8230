import { expect } from 'chai';
import { availability } from '../../../src/run/triggers/availability.ts';
import { bucket, goesOnAt } from './history.ts';

describe('trigger availability', () => {
  const good = [0, 250, 500, 750].map((fromMs) => bucket(fromMs, 10, 10));

  it('holds when the last full window is below the share', () => {
    const history = [...good, bucket(1000, 10, 10), bucket(1250, 10, 9), bucket(1500, 10, 0)];
    expect(goesOnAt(availability, { below: '95%' }, 'users', history)).to.equal(6);
    expect(goesOnAt(availability, { below: '98%' }, 'users', history)).to.equal(5);
    expect(goesOnAt(availability, { below: '70%' }, 'users', history)).to.equal(-1);
  });

  it('judges no window that is not full yet', () => {
    expect(goesOnAt(availability, { below: '50%' }, 'users', [bucket(0, 10, 0), bucket(250, 10, 0)])).to.equal(-1);
    expect(goesOnAt(availability, { below: '50%', over: '500ms' }, 'users', [bucket(0, 10, 0), bucket(250, 10, 0)])).to.equal(1);
  });

  it('waits until it has been below for so long, without interruption', () => {
    const bad = (fromMs: number) => bucket(fromMs, 10, 5);
    const history = [...good, ...[1000, 1250, 1500, 1750, 2000, 2250, 2500, 2750].map(bad)];
    expect(goesOnAt(availability, { below: '80%' }, 'users', history)).to.equal(5);
    expect(goesOnAt(availability, { below: '80%', for: '1s' }, 'users', history)).to.equal(9);
    const interrupted = [
      ...good,
      bad(1000),
      bad(1250),
      bucket(1500, 10, 10),
      bucket(1750, 10, 10),
      bucket(2000, 10, 10),
      bad(2250),
      bad(2500),
    ];
    expect(goesOnAt(availability, { below: '80%', for: '1s' }, 'users', interrupted)).to.equal(-1);
  });

  it('takes nothing from what the harness has spoiled', () => {
    const spoiled = (fromMs: number) => ({ ...bucket(fromMs, 10, 0), spoiled: 'the machine stood still' });
    expect(goesOnAt(availability, { below: '80%' }, 'users', [...good, ...[1000, 1250, 1500, 1750, 2000].map(spoiled)])).to.equal(-1);
    const after = [spoiled(1000), ...[1250, 1500, 1750].map((fromMs) => bucket(fromMs, 10, 0))];
    expect(goesOnAt(availability, { below: '80%' }, 'users', [...good, ...after])).to.equal(-1);
    expect(goesOnAt(availability, { below: '80%' }, 'users', [...good, ...after, bucket(2000, 10, 0)])).to.equal(8);
  });

  it('looks at the primary stream only, and not at another load', () => {
    const other = [0, 250, 500, 750].map((fromMs) => bucket(fromMs, 10, 0, {}, 'keep-alive'));
    const started = {
      type: 'load-started',
      load: 'users',
      url: '',
      ratePerSecond: 40,
      timeoutMs: 500,
      streams: ['new', 'keep-alive'],
    } as const;
    expect(goesOnAt(availability, { below: '95%' }, 'users', [started, ...other, ...good])).to.equal(-1);
    expect(goesOnAt(availability, { below: '95%' }, 'admins', other)).to.equal(-1);
  });
});

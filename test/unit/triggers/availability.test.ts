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

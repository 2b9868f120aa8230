import { expect } from 'chai';
import { RealClock } from '../../../src/clock/real-clock.ts';

describe('RealClock', () => {
  it('starts near zero and never goes back', () => {
    const clock = new RealClock();
    const times = Array.from({ length: 100 }, () => clock.now());
    expect(times[0]).to.be.within(0, 1000);
    expect(times).to.deep.equal(times.toSorted((left, right) => left - right));
  });

  it('sleeps until the time is reached, never less', async () => {
    const clock = new RealClock();
    const at = clock.now() + 12.5;
    await clock.sleepUntil(at);
    expect(clock.now()).to.be.at.least(at);
  });

  it('does not sleep when the time has passed, and rejects with the reason of an abort', async () => {
    const clock = new RealClock();
    await clock.sleepUntil(-1);
    const abort = new AbortController();
    const sleeping = clock.sleepUntil(clock.now() + 60_000, abort.signal).catch((error: unknown) => (error as Error).message);
    abort.abort(new Error('enough'));
    expect(await sleeping).to.equal('enough');
  });

  it('places wall times on the run’s scale', () => {
    const clock = new RealClock();
    expect(clock.fromWallMs(Date.now())).to.be.within(-5, 1000);
  });
});

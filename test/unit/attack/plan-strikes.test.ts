import { expect } from 'chai';
import { planStrikes, type StrikePlan } from '../../../src/attack/plan-strikes.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { candidate, task, use } from './support.ts';

const candidates = ['a', 'b', 'c', 'd'].map((name, index) => candidate(name, index));
const plan: StrikePlan = { use: use('kill'), candidates, pick: { choose: { kind: 'random', count: 1 } }, jitter: 0 };
const of = (more: Partial<StrikePlan>, seed = 's') =>
  planStrikes({ ...plan, ...more }, seed).map(({ atMs, targets, forMs }) => [atMs, targets.map(({ title }) => title).join(), forMs]);

describe('planStrikes', () => {
  it('strikes once, at once, without an end for what ends a process', () => {
    expect(of({ pick: { choose: { kind: 'all' } } })).to.deep.equal([[0, 'a,b,c,d', undefined]]);
  });

  it('makes the same decisions for the same seed, and others for another', () => {
    const often = { everyMs: 30_000, times: 20, jitter: 0.5 };
    expect(of(often)).to.deep.equal(of(often)).and.not.deep.equal(of(often, 't'));
    expect(new Set(of(often).map(([, title]) => title)).size).to.be.greaterThan(2);
  });

  it('begins no strike after the attack is over, and keeps their order', () => {
    expect(of({ everyMs: 30_000, forMs: 90_000 }).map(([atMs]) => atMs)).to.deep.equal([0, 30_000, 60_000]);
    const times = of({ everyMs: 1000, times: 50, jitter: 0.5 }).map(([atMs]) => Number(atMs));
    expect(times).to.deep.equal(times.toSorted((one, other) => one - other));
  });

  it('bounds what lasts: 10 s, half of the interval, or as asked', () => {
    expect(of({ use: use('pause') })[0]?.[2]).to.equal(10_000);
    expect(of({ use: use('pause'), forMs: 4000 })[0]?.[2]).to.equal(4000);
    expect(of({ use: use('pause'), durationMs: 3000 })[0]?.[2]).to.equal(3000);
    expect(of({ everyMs: 4000, times: 2 })[1]?.[2]).to.equal(2000);
    expect(of({ everyMs: 4000, times: 2, candidates: [task(1)] })[1]?.[2]).to.equal(undefined);
    expect(() => of({ use: use('restart'), durationMs: 1 })).to.throw(FaultlineError, 'restart does not last');
  });

  it('takes the oldest in turn: what has been hit is new again', () => {
    const oldest = { everyMs: 1000, times: 5, pick: { choose: { kind: 'one' as const }, age: 'oldest' as const } };
    expect(of(oldest).map(([, title]) => title)).to.deep.equal(['a', 'b', 'c', 'd', 'a']);
    expect(of({ ...oldest, pick: { choose: { kind: 'one' }, age: 'newest' } }).map(([, title]) => title)).to.deep.equal([
      'd',
      'd',
      'd',
      'd',
      'd',
    ]);
  });
});

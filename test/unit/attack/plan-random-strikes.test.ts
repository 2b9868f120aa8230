import { expect } from 'chai';
import { planRandomStrikes, type RandomPlan } from '../../../src/attack/plan-random-strikes.ts';
import { parseQuietHours } from '../../../src/attack/quiet-hours.ts';
import { isHit } from '../../../src/attack/strike.ts';
import { candidate, task, use } from './support.ts';

const candidates = ['a', 'b', 'c'].map((name) => candidate(name));
const plan: RandomPlan = {
  drawables: [
    { use: use('kill'), weight: 1, candidates },
    { use: use('pause'), weight: 3, candidates },
  ],
  pick: { choose: { kind: 'random', count: 1 } },
  everyMs: 10_000,
  jitter: 0.3,
  times: 200,
  maxConcurrent: 1,
  pauseMs: 0,
  quietHours: [],
  startMinute: 12 * 60,
};
const decisions = (more: Partial<RandomPlan> = {}, seed = 's') => planRandomStrikes({ ...plan, ...more }, seed);
const hits = (more: Partial<RandomPlan> = {}, seed = 's') => decisions(more, seed).filter(isHit);

describe('planRandomStrikes', () => {
  it('makes the same decisions for the same seed, and others for another', () => {
    expect(decisions()).to.deep.equal(decisions());
    expect(decisions()).to.not.deep.equal(decisions({}, 't'));
  });

  it('draws by weight', () => {
    const paused = hits().filter((hit) => hit.use.fault.name === 'pause').length;
    expect(paused / hits().length).to.be.within(0.65, 0.85);
  });

  it('keeps to the most faults at a time, and never hits a target twice at once', () => {
    for (const maxConcurrent of [1, 2]) {
      const all = hits({ maxConcurrent, durationMs: 25_000 });
      for (const { atMs } of all) {
        const inForce = all.filter((hit) => hit.atMs <= atMs && hit.atMs + (hit.forMs ?? 0) > atMs);
        expect(inForce.length).to.be.at.most(maxConcurrent);
        expect(new Set(inForce.flatMap(({ targets }) => targets)).size).to.equal(inForce.length);
      }
    }
    expect(decisions({ durationMs: 25_000 }).some((strike) => !isHit(strike) && strike.why.includes('in force'))).to.equal(true);
  });

  it('keeps to the most hits of one target, and then does nothing', () => {
    const all = hits({ maxPerTarget: 2 });
    expect(all).to.have.lengthOf(6);
    expect(decisions({ maxPerTarget: 2 }).at(-1)).to.have.property('why', 'no target is free');
  });

  it('rests after a fault, and in quiet hours, also over midnight', () => {
    const rested = hits({ pauseMs: 60_000 });
    for (const [index, { atMs, forMs = 0 }] of rested.entries())
      expect(rested[index + 1]?.atMs ?? Infinity).to.be.at.least(atMs + forMs + 60_000);
    const night = decisions({
      quietHours: [parseQuietHours('23:30-00:30')],
      startMinute: 23 * 60 + 20,
      everyMs: 600_000,
      jitter: 0,
      times: 10,
    });
    expect(night.map((strike) => isHit(strike))).to.deep.equal([true, false, false, false, false, false, false, true, true, true]);
  });

  it('gives a fault that ends a task no end', () => {
    const [hit] = hits({ drawables: [{ use: use('kill'), weight: 1, candidates: [task(1)] }], durationMs: 1000 });
    expect(hit).to.not.have.property('forMs');
  });
});

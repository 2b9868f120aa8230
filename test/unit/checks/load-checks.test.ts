import { expect } from 'chai';
import { HistoryBuilder, type TestLoad } from '../support/history-builder.ts';
import { judgeWith } from '../support/judge-with.ts';
import type { TestRequest } from '../support/load-rows-of.ts';

type Fate = Omit<TestRequest, 'dueMs'> | undefined;

const history = (fate: (dueMs: number, row: number) => Fate = () => undefined, options: TestLoad = {}) =>
  new HistoryBuilder().load(fate, options).step(1990).ended();
const between = (fromMs: number, untilMs: number, dueMs: number) => dueMs >= fromMs && dueMs < untilMs;
const failing = (fromMs: number, untilMs: number, how: Fate = { class: 'refused' }) =>
  history((dueMs) => (between(fromMs, untilMs, dueMs) ? how : undefined));

describe('check availability', () => {
  const half = failing(2000, 4000);

  it('passes and fails, and says of how many requests and against which deadline', () => {
    expect(judgeWith('availability', { of: 'users', is: '>= 50%' }, half)).to.deep.include({
      verdict: 'passed',
      of: 'users',
      during: 'chaos',
      expected: '>= 50%',
      observed: '50% (200 of 400, deadline 500 ms)',
      message: 'The availability of users during chaos: 50% (200 of 400, deadline 500 ms), expected >= 50%.',
    });
    const failed = judgeWith('availability', { is: '> 50%' }, half);
    expect(failed.verdict).to.equal('failed');
    expect(failed.evidence, 'the step before it').to.have.length(1);
  });

  it('never rounds a failure away', () => {
    const { verdict, observed } = judgeWith(
      'availability',
      { is: '== 100%' },
      history((_, row) => (row === 20_000 ? { class: 'reset' } : undefined), { ratePerSecond: 10_000 }),
    );
    expect({ verdict, observed }).to.deep.equal({ verdict: 'failed', observed: '99.997% (39999 of 40000, deadline 500 ms)' });
  });

  it('judges the window that is asked for', () => {
    expect(judgeWith('availability', { is: '== 100%', during: 'steady' }, half).verdict).to.equal('passed');
    expect(judgeWith('availability', { is: '== 100%', during: 'recovery' }, half).verdict).to.equal('passed');
    expect(judgeWith('availability', { is: '== 100%', during: 'run' }, half).verdict).to.equal('failed');
  });

  it('is inconclusive when nothing was due, the window was never reached, or there is no such load', () => {
    for (const one of [
      judgeWith('availability', { is: '>= 0%' }, history(undefined, { untilMs: 1000 })),
      judgeWith('availability', { is: '>= 0%' }, new HistoryBuilder().load().phase('steady', 0, 1000)),
      judgeWith('availability', { is: '>= 0%', of: 'nobody' }, history()),
      judgeWith('availability', { is: '>= 0%' }, new HistoryBuilder().ended()),
      judgeWith('availability', { is: '>= 0%', stream: 'keep-alive' }, history()),
      judgeWith('availability', { is: '>= 0%' }, new HistoryBuilder().load().load(undefined, { name: 'others' }).ended()),
    ]) {
      expect(one.verdict).to.equal('inconclusive');
      expect(one.observed).to.equal('not known');
    }
  });

  it('is inconclusive for a phase in which the run was interrupted', () => {
    const cut = new HistoryBuilder().load().phase('steady', 0, 1000).phase('chaos', 1000, 3000);
    cut.add(3100, { type: 'run-ended', reason: 'interrupted', durationMs: 3100 });
    expect(judgeWith('availability', { is: '>= 99%' }, cut).verdict).to.equal('inconclusive');
    expect(judgeWith('availability', { is: '>= 99%', during: 'steady' }, cut).verdict).to.equal('passed');
  });

  it('does not count refusals of a spoiled second whose kept connections were served, and counts those of one that nothing answered', () => {
    const refused = (fromMs: number, untilMs: number, options: TestLoad) =>
      judgeWith(
        'availability',
        { is: '== 100%' },
        history((dueMs) => (between(fromMs, untilMs, dueMs) ? { class: 'refused' } : undefined), options),
      ).verdict;
    const kept = { stream: 'keep-alive', spoiled: { 2: 'late' } } as const;
    expect(refused(2100, 2200, kept)).to.equal('inconclusive');
    expect(refused(2000, 3000, kept)).to.equal('failed');
    expect(refused(2100, 2200, { ...kept, stream: 'new' })).to.equal('failed');
    expect(refused(2100, 2200, { stream: 'keep-alive' })).to.equal('failed');
  });

  it('stands when the spoiled requests could not have changed it, and is inconclusive when they could', () => {
    const late = history((dueMs) => (between(2000, 2050, dueMs) ? { slipMs: 60, latencyMs: 61 } : undefined), { spoiled: { 2: 'late' } });
    expect(judgeWith('availability', { is: '>= 98%' }, late).verdict).to.equal('passed');
    const open = judgeWith('availability', { is: '>= 99%' }, late);
    expect(open).to.include({ verdict: 'inconclusive' });
    expect(open.message).to.include('5 requests');
    expect(open.evidence).to.have.length(1);
    const unsent = failing(2000, 2050, { class: 'unsent' });
    expect(judgeWith('availability', { is: '>= 99%' }, unsent)).to.include({
      verdict: 'inconclusive',
      observed: '100% (395 of 395, deadline 500 ms, 5 never sent)',
    });
    expect(judgeWith('availability', { is: '< 98%' }, unsent).verdict).to.equal('failed');
  });
});

describe('check outage', () => {
  const two = history((dueMs) => (between(2000, 2500, dueMs) || between(3000, 3200, dueMs) ? { class: 'refused' } : undefined));

  it('passes and fails on the longest, their sum and their number', () => {
    expect(judgeWith('outage', { longest: '<= 500ms', total: '<= 700ms', count: 2 }, two)).to.deep.include({
      verdict: 'passed',
      expected: 'longest <= 500ms, total <= 700ms, count == 2',
      observed: '2, the longest 500 ms ± 11 ms (50 requests failed), together 700 ms',
    });
    expect(judgeWith('outage', { longest: '< 500ms' }, two).verdict).to.equal('failed');
    expect(judgeWith('outage', { total: '< 700ms' }, two).verdict).to.equal('failed');
    expect(judgeWith('outage', { count: '<= 1' }, two).verdict).to.equal('failed');
    expect(judgeWith('outage', { longest: '<= 1s', count: '<= 1' }, two).verdict, 'one bound of two').to.equal('failed');
  });

  it('names the fault before it as evidence', () => {
    expect(judgeWith('outage', { count: 0 }, two).evidence).to.have.length(1);
  });

  it('counts an outage in every window that it touches, at its full length', () => {
    const across = failing(4900, 5300);
    expect(judgeWith('outage', { longest: '>= 400ms' }, across).verdict).to.equal('passed');
    expect(judgeWith('outage', { longest: '>= 400ms', during: 'recovery' }, across).verdict).to.equal('passed');
    expect(judgeWith('outage', { count: 0, during: 'steady' }, across).verdict).to.equal('passed');
  });

  it('knows of an open outage only that it was no shorter', () => {
    const open = failing(4500, 9000);
    expect(judgeWith('outage', { longest: '<= 1s' }, open).verdict).to.equal('failed');
    expect(judgeWith('outage', { longest: '<= 5s' }, open).verdict).to.equal('inconclusive');
    expect(judgeWith('outage', { longest: '>= 1s' }, open).verdict).to.equal('passed');
  });

  it('is inconclusive when nothing was due', () => {
    expect(judgeWith('outage', { count: 0 }, history(undefined, { untilMs: 1000 })).verdict).to.equal('inconclusive');
  });

  it('allows for what spoiled requests may have been', () => {
    const split = history((dueMs) => {
      if (between(2200, 2300, dueMs)) return { class: 'unsent' };
      return between(2000, 2500, dueMs) ? { class: 'refused' } : undefined;
    });
    expect(judgeWith('outage', { longest: '<= 500ms' }, split).verdict).to.equal('passed');
    expect(judgeWith('outage', { longest: '<= 400ms' }, split).verdict).to.equal('inconclusive');
    expect(judgeWith('outage', { longest: '<= 100ms' }, split).verdict).to.equal('failed');
    expect(judgeWith('outage', { count: 1 }, split).verdict).to.equal('inconclusive');
    expect(judgeWith('outage', { count: '>= 1' }, split).verdict).to.equal('passed');
  });
});

describe('check latency', () => {
  const slow = history((_, row) => ({ latencyMs: row % 20 === 0 ? 200 : 5 }));

  it('passes and fails on percentiles', () => {
    expect(judgeWith('latency', { p90: '<= 5ms', p99: '<= 200ms' }, slow)).to.deep.include({
      verdict: 'passed',
      expected: 'p90 <= 5ms, p99 <= 200ms',
      observed: 'p90 5 ms, p99 200 ms (n=400)',
    });
    expect(judgeWith('latency', { p50: '<= 5ms', max: '< 200ms' }, slow).verdict).to.equal('failed');
  });

  it('is inconclusive when nothing was answered or spoiled requests would decide', () => {
    expect(judgeWith('latency', { p50: '<= 5ms' }, failing(0, 9000)).verdict).to.equal('inconclusive');
    const unsent = failing(2000, 2100, { class: 'unsent' });
    expect(judgeWith('latency', { p99: '<= 5ms' }, unsent).verdict).to.equal('inconclusive');
    expect(judgeWith('latency', { p50: '<= 5ms' }, unsent).verdict).to.equal('passed');
  });
});

describe('check versions', () => {
  const rollout = history((dueMs) => ({ version: dueMs < 2000 ? '1' : '2' }));

  it('passes and fails on shares, presence and absence', () => {
    const good = { share: { '2': '>= 75%', '1': '== 25%' }, present: ['1', '2'], absent: ['3'] };
    expect(judgeWith('versions', good, rollout)).to.deep.include({
      verdict: 'passed',
      expected: 'version 1 == 25%, version 2 >= 75%, version 1, version 2, no version 3',
      observed: 'version 1 25%, version 2 75% (n=400)',
    });
    expect(judgeWith('versions', { share: { '2': '== 100%' } }, rollout).verdict).to.equal('failed');
    expect(judgeWith('versions', { present: ['3'] }, rollout).verdict).to.equal('failed');
    expect(judgeWith('versions', { absent: ['1'] }, rollout).verdict).to.equal('failed');
    expect(judgeWith('versions', { share: { '2': '== 100%' }, during: 'recovery' }, rollout).verdict).to.equal('passed');
  });

  it('takes the answer to a late request for what answered when it was sent', () => {
    const switched = (slipMs: number) =>
      history(
        (dueMs) => {
          const late = between(2000, 2020, dueMs) ? slipMs : 0;
          return { version: dueMs + late < 2050 ? '1' : '2', slipMs: late, latencyMs: late + 1 };
        },
        { spoiled: { 2: 'late' } },
      );
    for (const slipMs of [40, 60]) {
      expect(judgeWith('versions', { never_together: true, present: ['1', '2'], absent: ['3'] }, switched(slipMs)).verdict).to.equal(
        'passed',
      );
    }
    const back = history((dueMs) => ({ version: between(2000, 2050, dueMs) ? '2' : '1', slipMs: 60, latencyMs: 61 }), {
      spoiled: { 2: 'late' },
    });
    expect(judgeWith('versions', { never_together: true }, back).verdict).to.equal('failed');
  });

  it('is inconclusive when no response told a version, or spoiled requests would decide', () => {
    expect(judgeWith('versions', { absent: ['1'] }, history()).verdict).to.equal('inconclusive');
    const unsent = history((dueMs) => (between(2000, 2100, dueMs) ? { class: 'unsent' } : { version: '1' }));
    expect(judgeWith('versions', { absent: ['2'] }, unsent).verdict).to.equal('inconclusive');
    expect(judgeWith('versions', { share: { '1': '>= 90%' } }, unsent).verdict).to.equal('passed');
    expect(judgeWith('versions', { share: { '1': '>= 99%' } }, unsent).verdict).to.equal('inconclusive');
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { analyse } from '../../../src/analysis/analyse.ts';
import type { Analysis, LoadFigures, StreamAnalysis } from '../../../src/analysis/analysis.ts';
import { figures } from '../../../src/analysis/figures.ts';
import { possibleLatencies } from '../../../src/analysis/possible-latencies.ts';
import { percentiles } from '../../../src/analysis/percentiles.ts';
import { EventMemory } from '../../../src/history/event-memory.ts';
import type { HistoryEvent } from '../../../src/history/history-event.ts';
import type { RequestClass } from '../../../src/history/load-bucket.ts';
import { loadLane } from '../../../src/report/load-lane.ts';
import { TimeSlots } from '../../../src/report/time-slots.ts';
import { HistoryBuilder } from '../support/history-builder.ts';
import { judgeWith } from '../support/judge-with.ts';
import type { TestRequest } from '../support/load-rows-of.ts';

const RUN_MS = 200_000;
const RATE = 60;

/** What happened in a run, drawn at random: troubles, late requests, versions that follow each other or take turns, spoiled and stalled seconds. */
const story = fc.record({
  seed: fc.nat(),
  /** With the long one a failure may be seen seconds after it was due. */
  timeoutMs: fc.constantFrom(500, 500, 4000),
  troubles: fc.array(
    fc
      .record({
        fromMs: fc.integer({ min: 0, max: RUN_MS }),
        lengthMs: fc.oneof(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 800, max: 90_000 })),
        class: fc.constantFrom<RequestClass>('refused', 'reset', 'timeout', 'bad-status', 'unsent'),
        oneIn: fc.constantFrom(1, 1, 1, 2, 4, 30),
        latencyMs: fc.constantFrom(1, 3, 120, 400, 3300),
      })
      .map(({ lengthMs, ...trouble }) => ({ ...trouble, untilMs: trouble.fromMs + lengthMs })),
    { maxLength: 4 },
  ),
  lateOneIn: fc.constantFrom(0, 97, 1000),
  spoiled: fc
    .array(fc.record({ from: fc.integer({ min: 0, max: RUN_MS / 1000 - 1 }), seconds: fc.constantFrom(1, 1, 6) }), { maxLength: 5 })
    .map((spans) => spans.flatMap(({ from, seconds }) => Array.from({ length: seconds }, (_, second) => from + second))),
  stalled: fc.array(fc.integer({ min: 0, max: RUN_MS / 1000 - 1 }), { maxLength: 5 }),
  rollout: fc.constantFrom('none', 'at once', 'turns'),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Refusals that come when several buckets have begun that cannot be merged. */
const seenSecondsLater: Story = {
  seed: 0,
  timeoutMs: 4000,
  troubles: [{ fromMs: 116_602, untilMs: 116_784, class: 'refused', oneIn: 1, latencyMs: 3300 }],
  lateOneIn: 0,
  spoiled: [],
  stalled: [116],
  rollout: 'none',
};

function told({ seed, timeoutMs, troubles, lateOneIn, spoiled, stalled, rollout }: Story): HistoryEvent[] {
  // Cheap, and the same for the same seed.
  const noise = (row: number) => (Math.imul(row ^ seed, 2_654_435_761) >>> 8) / 2 ** 24;
  const fate = (dueMs: number, row: number): Omit<TestRequest, 'dueMs'> => {
    const trouble = troubles.find(({ fromMs, untilMs, oneIn }) => dueMs >= fromMs && dueMs < untilMs && row % oneIn === 0);
    const slipMs = lateOneIn > 0 && row % lateOneIn === 5 ? 60 : noise(row);
    if (trouble !== undefined)
      return {
        class: trouble.class,
        latencyMs: trouble.class === 'timeout' ? timeoutMs : Math.min(trouble.latencyMs, timeoutMs - 100),
        slipMs,
      };
    const second = rollout === 'at once' ? dueMs > RUN_MS / 3 : rollout === 'turns' && dueMs > RUN_MS / 3 && row % 2 === 0;
    return { latencyMs: slipMs + 1 + Math.round(1000 * noise(row + 7) ** 4 * 80) / 1000, slipMs, version: second ? '2' : '1' };
  };
  const reasons = Object.fromEntries(spoiled.map((bucket) => [bucket, 'late']));
  const builder = new HistoryBuilder().load(fate, { ratePerSecond: RATE, timeoutMs, untilMs: RUN_MS, spoiled: reasons });
  builder.phase('steady', 0, 20_000).phase('chaos', 20_000, 130_123).phase('recovery', 130_123, RUN_MS);
  builder.add(RUN_MS, { type: 'run-ended', reason: 'completed', durationMs: RUN_MS });
  return builder.events.map((event) =>
    event.type === 'load-bucket' && stalled.includes(event.fromMs / 1000) ? { ...event, stalledMs: 15 } : event,
  );
}

function remembered(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const memory = new EventMemory({ rows: 1000, singles: 70 });
  for (const event of events) memory.add(event);
  return memory.events;
}

/** Sums of other numbers differ in their last bit. */
function expectSame(some: unknown, others: unknown, path = ''): void {
  if (typeof some === 'number' && typeof others === 'number' && Number.isFinite(others)) expect(some, path).to.be.closeTo(others, 1e-6);
  else if (typeof some === 'object' && some !== null && typeof others === 'object' && others !== null) {
    const [entries, otherEntries] = [Object.entries(some), new Map(Object.entries(others))];
    expect(entries.map(([key]) => key)).to.deep.equal([...otherEntries.keys()]);
    for (const [key, value] of entries) expectSame(value, otherEntries.get(key), `${path}.${key}`);
  } else expect(some, path).to.equal(others);
}

function primary(analysis: Analysis): StreamAnalysis {
  const stream = analysis.load['users']?.streams[0];
  if (stream === undefined) throw new Error('no stream');
  return stream;
}

function expectSameFigures(thin: LoadFigures, full: LoadFigures): void {
  const { latencyMs: thinMs, schedule: thinSchedule, ...thinCounts } = thin;
  const { latencyMs: fullMs, schedule: fullSchedule, ...fullCounts } = full;
  expect(thinCounts).to.deep.equal(fullCounts);
  expect([thinSchedule.late, thinSchedule.unsent]).to.deep.equal([fullSchedule.late, fullSchedule.unsent]);
  expectSamePercentiles(thinMs, fullMs);
}

function expectSamePercentiles(thin: LoadFigures['latencyMs'], full: LoadFigures['latencyMs']): void {
  for (const name of ['p50', 'p90', 'p99', 'p999', 'max'] as const) {
    if (Number.isNaN(full[name])) expect(thin[name]).to.be.NaN;
    else expect(thin[name]).to.be.closeTo(full[name], full[name] * 0.008);
  }
}

describe('a long run', function () {
  this.timeout(60_000);

  it('says the same when its older requests are merged and thinned', () => {
    fc.assert(
      fc.property(story, (drawn) => {
        const events = told(drawn);
        const [full, thin] = [analyse(events), analyse(remembered(events))];
        const [fullStream, thinStream] = [primary(full), primary(thin)];
        expectSame(thinStream.outages, fullStream.outages);
        for (const window of [undefined, full.windows.steady, full.windows.chaos, full.windows.recovery, full.windows.run]) {
          const [thinFigures, fullFigures] = [figures(thinStream, window), figures(fullStream, window)];
          if (window === undefined || window === full.windows.run) expectSameFigures(thinFigures, fullFigures);
          // A window that cuts a merged minute takes the share of its latencies and versions, but never a wrong number of requests.
          expect({ ...thinFigures, latencyMs: 0, versions: 0, schedule: 0 }).to.deep.equal({
            ...fullFigures,
            latencyMs: 0,
            versions: 0,
            schedule: 0,
          });
        }
        expectSame(thin.recovery, full.recovery);
        const slots = new TimeSlots({ fromMs: 0, untilMs: RUN_MS }, 80);
        expect(loadLane(thinStream, slots)).to.deep.equal(loadLane(fullStream, slots));
      }),
      { numRuns: 60, examples: [[seenSecondsLater]] },
    );
  });

  it('is judged the same', () => {
    fc.assert(
      fc.property(story, (drawn) => {
        const events = told(drawn);
        const [full, thin] = [analyse(events), analyse(remembered(events))];
        for (const [kind, options] of [
          ['availability', { is: '>= 99%' }],
          ['outage', { longest: '<= 700ms', total: '<= 2s', count: '<= 3' }],
          ['versions', { during: 'run', never_together: true, share: { '1': '>= 50%' } }],
        ] as const) {
          const [ofThin, ofFull] = [thin, full].map((analysis) => judgeWith(kind, options, { analyse: () => analysis }));
          expect(ofThin).to.deep.equal(ofFull);
        }
        const window = { fromMs: 0, untilMs: RUN_MS };
        const [fullLatencies, thinLatencies] = [possibleLatencies(primary(full), window), possibleLatencies(primary(thin), window)];
        expect([thinLatencies.n, thinLatencies.unknown]).to.deep.equal([fullLatencies.n, fullLatencies.unknown]);
        expectSamePercentiles(percentiles(thinLatencies.high), percentiles(fullLatencies.high));
      }),
      { numRuns: 40 },
    );
  });

  it('takes a small part of the memory', () => {
    const events = told({ seed: 1, timeoutMs: 500, troubles: [], lateOneIn: 0, spoiled: [], stalled: [], rollout: 'none' });
    const requests = primary(analyse(remembered(events))).requests;
    expect(requests.n).to.be.lessThan((RUN_MS / 1000) * RATE * 0.5);
    expect(requests.rest).to.not.be.empty;
    expect(remembered(events).length).to.be.lessThan(100);
  });
});

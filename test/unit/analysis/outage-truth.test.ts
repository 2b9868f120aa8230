import { expect } from 'chai';
import fc from 'fast-check';
import type { Outage } from '../../../src/analysis/analysis.ts';
import { HistoryBuilder } from '../support/history-builder.ts';
import { answerOf, type Answer, type Trouble } from './support/unreliable-server.ts';

const KINDS: readonly Trouble['kind'][] = ['gone', 'stall', 'sick', 'cut', 'slow', 'slowish'];

const stretch = fc.record({
  quietMs: fc.oneof(fc.double({ min: 20, max: 150, noNaN: true }), fc.double({ min: 700, max: 1500, noNaN: true })),
  lengthMs: fc.oneof(fc.double({ min: 5, max: 100, noNaN: true }), fc.double({ min: 100, max: 2000, noNaN: true })),
  kind: fc.constantFrom(...KINDS),
});

const story = fc.record({
  stretches: fc.array(stretch, { minLength: 1, maxLength: 4 }),
  ratePerSecond: fc.integer({ min: 20, max: 500 }),
  timeoutMs: fc.constantFrom(250, 500),
  serviceMs: fc.double({ min: 0.3, max: 8, noNaN: true }),
  slipMs: fc.double({ min: 0, max: 3, noNaN: true }),
  /** What makes each request a little different. */
  uneven: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 17, maxLength: 17 }),
});

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

interface Seen {
  readonly dueMs: number;
  readonly answer: Answer;
}

/** Returns what the analysis makes of a story, and the story itself: each request with the trouble that spoiled it. */
function tell({ stretches, ratePerSecond, timeoutMs, serviceMs, slipMs, uneven }: Story): {
  readonly outages: readonly Outage[];
  readonly requests: readonly Seen[];
} {
  // A second of health before the first trouble: what is usual must be known.
  let atMs = 1000;
  const troubles = stretches.map(({ quietMs, lengthMs, kind }, index): Trouble => {
    // Two troubles that make one request late together: neither of them is the truth.
    const fromMs = atMs + quietMs + (stretches[index - 1]?.kind === 'slowish' ? timeoutMs : 0);
    atMs = fromMs + lengthMs;
    return { fromMs, untilMs: atMs, kind };
  });
  const requests: Seen[] = [];
  let sentMs = 0;
  const fate = (dueMs: number, row: number) => {
    const own = uneven[row % uneven.length] ?? 0;
    // Late or not, requests leave one after the other.
    sentMs = Math.max(sentMs, dueMs + slipMs * own);
    const request = { dueMs, slipMs: sentMs - dueMs, serviceMs: serviceMs * (0.7 + 0.3 * own), timeoutMs };
    const answer = answerOf(request, troubles);
    requests.push({ dueMs, answer });
    return { class: answer.class, latencyMs: answer.latencyMs, slipMs: request.slipMs };
  };
  const history = new HistoryBuilder().load(fate, { ratePerSecond, timeoutMs, untilMs: atMs + 2000 });
  return { outages: history.analyse().load['users']?.streams[0]?.outages ?? [], requests };
}

/** Rounding of the columns to microseconds, and of the latency to 32 bits. */
const ROUNDING_MS = 0.01;

describe('outages of a random truth', function () {
  this.timeout(30_000);

  it('begin and end where the truth did, within the uncertainty of each edge', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { outages, requests } = tell(told);
        let failed = 0;
        for (const outage of outages) {
          const own = requests.filter(
            ({ dueMs, answer }) => answer.class !== 'ok' && dueMs >= outage.fromMs - ROUNDING_MS && dueMs < outage.untilMs + ROUNDING_MS,
          );
          failed += own.length;
          const causes = own.flatMap(({ answer }) => answer.because ?? []);
          const fromMs = Math.min(...causes.map((cause) => cause.fromMs));
          const untilMs = Math.max(...causes.map((cause) => cause.untilMs));
          expect(fromMs, 'begins').to.be.within(
            outage.fromMs - outage.startEarlierMs - ROUNDING_MS,
            outage.fromMs + outage.startLaterMs + ROUNDING_MS,
          );
          expect(untilMs, 'ends').to.be.within(
            outage.untilMs - outage.endEarlierMs - ROUNDING_MS,
            outage.untilMs + outage.endLaterMs + ROUNDING_MS,
          );
          expect(Math.abs(outage.durationMs - (untilMs - fromMs)), 'lasts').to.be.at.most(outage.uncertaintyMs + ROUNDING_MS);
        }
        expect(failed, 'no failed request outside of every outage, none in two').to.equal(
          requests.filter(({ answer }) => answer.class !== 'ok').length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('say little more than they must about where refusals and wrong answers began and ended', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { outages } = tell({ ...told, stretches: told.stretches.filter(({ kind }) => kind !== 'stall' && kind !== 'slow') });
        const intervalMs = 1000 / told.ratePerSecond;
        const answeredMs = told.serviceMs + told.slipMs + 0.7 * told.timeoutMs;
        for (const outage of outages) {
          expect(outage.startEarlierMs, 'begins').to.be.at.most(intervalMs + ROUNDING_MS);
          expect(outage.endEarlierMs, 'ends').to.be.at.most(intervalMs + ROUNDING_MS);
          expect(outage.startLaterMs + outage.endLaterMs).to.be.at.most(2 * answeredMs + ROUNDING_MS);
        }
      }),
      { numRuns: 200 },
    );
  });
});

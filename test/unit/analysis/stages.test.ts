import { expect } from 'chai';
import { certainStates, requestState } from '../../../src/analysis/request-states.ts';
import { figures } from '../../../src/analysis/figures.ts';
import { intervalMsAt } from '../../../src/analysis/interval-ms-at.ts';
import type { StreamAnalysis } from '../../../src/analysis/analysis.ts';
import { HistoryBuilder } from '../support/history-builder.ts';

const stages = [
  { fromPerSecond: 10, toPerSecond: 10, forMs: 2000 },
  { fromPerSecond: 10, toPerSecond: 200, forMs: 2000 },
];
const rate = { ratePerSecond: 200, stages, timeoutMs: 500 };

function streamOf(history: HistoryBuilder): StreamAnalysis {
  const stream = history.analyse().load['users']?.streams[0];
  if (stream === undefined) throw new Error('no stream');
  return stream;
}

const refused = (fromMs: number, untilMs: number) => (dueMs: number) =>
  dueMs >= fromMs && dueMs < untilMs ? ({ class: 'refused', latencyMs: 0.5 } as const) : undefined;

describe('a load with stages', () => {
  it('is analysed with the interval between requests that was due there and then', () => {
    const stream = streamOf(new HistoryBuilder().load(undefined, rate));
    const { n } = stream.requests;
    expect(stream).to.deep.include({ ratePerSecond: 200, stages });
    expect(intervalMsAt(stream, 0)).to.be.closeTo(100, 0.01);
    expect(intervalMsAt(stream, 10)).to.be.closeTo(100, 0.01);
    expect(intervalMsAt(stream, n - 1)).to.be.closeTo(5, 0.01);
    const inTheRamp = stream.requests.dueMs.findIndex((ms) => ms >= 3000);
    // 105/s in the middle of it.
    expect(intervalMsAt(stream, inTheRamp)).to.be.within(1000 / 110, 1000 / 100);
  });

  it('knows the interval of a constant rate, and of the only request there is', () => {
    const constant = streamOf(new HistoryBuilder().load(undefined, { ratePerSecond: 30 }));
    expect(intervalMsAt(constant, 7)).to.equal(1000 / 30);
    expect(intervalMsAt({ ratePerSecond: 20, stages, requests: { dueMs: Float64Array.of(5) } }, 0)).to.equal(50);
  });

  it('is as unsure of the edges of an outage as its rate was low there', () => {
    const slow = streamOf(new HistoryBuilder().load(refused(500, 1000), rate)).outages[0];
    const quick = streamOf(new HistoryBuilder().load(refused(4500, 5000), rate)).outages[0];
    expect(slow?.uncertaintyMs).to.be.within(100, 103);
    expect(quick?.uncertaintyMs).to.be.within(5, 8);
    // Nothing was good before it: how long it lasted already is told by the interval alone.
    const atOnce = streamOf(new HistoryBuilder().load(refused(0, 1000), rate)).outages[0];
    expect(atOnce?.uncertaintyMs).to.be.within(100, 103);
  });

  it('calls a request late by the interval at which it was due', () => {
    // 80 ms is less than an interval at 10/s, and many of them at 200/s.
    const late = () => ({ slipMs: 80 });
    const stream = streamOf(new HistoryBuilder().load(late, { ...rate, spoiled: { 0: 'late', 5: 'late' } }));
    expect(figures(stream, { fromMs: 0, untilMs: 2000 }).schedule.late).to.equal(0);
    expect(figures(stream, { fromMs: 5100, untilMs: 5200 }).schedule.late).to.be.within(19, 21);
    const states = certainStates(stream);
    expect(states[3]).to.equal(requestState.ok);
    expect(states[stream.requests.n - 3]).to.equal(requestState.unknown);
  });
});

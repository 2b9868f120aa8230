import { expect } from 'chai';
import { EventMemory } from '../../../src/history/event-memory.ts';
import type { HistoryEvent, HistoryEventOf } from '../../../src/history/history-event.ts';
import { HistoryBuilder } from '../support/history-builder.ts';

function remember(events: readonly HistoryEvent[], limits?: { rows: number; singles: number }): readonly HistoryEvent[] {
  const memory = new EventMemory(limits);
  for (const event of events) memory.add(event);
  return memory.events;
}

const buckets = (events: readonly HistoryEvent[]) => events.filter((event) => event.type === 'load-bucket');
const sum = (events: readonly HistoryEventOf<'load-bucket'>[], key: 'due' | 'ok' | 'failed') =>
  events.reduce((total, event) => total + event[key], 0);

describe('EventMemory', () => {
  const events = new HistoryBuilder()
    .log(90_000, 'hello')
    .load((_, row) => (row % 999 === 0 ? { class: 'reset', version: '1' } : { version: '1' }), {
      untilMs: 300_000,
      ratePerSecond: 20,
    }).events;

  it('keeps every event of a short run as it is', () => {
    expect(remember(events)).to.deep.equal(events);
  });

  it('merges the seconds of older minutes, with every request, when there are many', () => {
    const kept = remember(events, { rows: 1_000_000, singles: 70 });
    const merged = buckets(kept);
    expect(merged.length).to.be.lessThan(130);
    expect(merged[0]).to.include({ fromMs: 0, untilMs: 60_000, due: 1200, failed: 2, seq: 62 });
    expect(merged[0]?.versions).to.deep.equal({ '1': 1200 });
    for (const { rest, rows, due } of merged) expect([rest, rows.n]).to.deep.equal([undefined, due]);
    for (const key of ['due', 'ok', 'failed'] as const) expect(sum(merged, key)).to.equal(sum(buckets(events), key));
  });

  it('keeps only what outages are told by of older requests, when there are many', () => {
    const kept = remember(events, { rows: 2000, singles: 70 });
    const merged = buckets(kept);
    expect(merged[0]?.rest).to.include({ class: 'ok', places: (merged[0]?.rest?.n ?? 0) + (merged[0]?.rows.n ?? 0) });
    for (const { rest, rows, due } of merged) expect(rows.n + (rest?.n ?? 0)).to.equal(due);
    for (const key of ['due', 'ok', 'failed'] as const) expect(sum(merged, key)).to.equal(sum(buckets(events), key));
  });

  it('leaves all other events where they are', () => {
    const kept = remember(events, { rows: 2000, singles: 70 });
    expect(kept.filter(({ type }) => type === 'log')).to.have.length(1);
    expect(kept.map(({ seq }) => seq)).to.deep.equal(kept.map(({ seq }) => seq).toSorted((left, right) => left - right));
    expect(kept.at(-1)).to.equal(events.at(-1));
  });

  it('does not merge seconds that are spoiled, or in which the load stood still while requests failed', () => {
    const spoiled = new HistoryBuilder().load(undefined, { untilMs: 200_000, spoiled: { 10: 'late' } }).events;
    const kept = buckets(remember(spoiled, { rows: 1_000_000, singles: 70 }));
    expect(kept.slice(0, 3).map(({ fromMs, untilMs, spoiled: reason }) => [fromMs, untilMs, reason])).to.deep.equal([
      [0, 10_000, undefined],
      [10_000, 11_000, 'late'],
      [11_000, 60_000, undefined],
    ]);
    const stalled = events.map((event) => (event.type === 'load-bucket' && event.fromMs === 5000 ? { ...event, stalledMs: 30 } : event));
    expect(buckets(remember(stalled, { rows: 1_000_000, singles: 70 }))[1]).to.include({ fromMs: 5000, untilMs: 6000 });
  });

  it('keeps the worst of older readings of the harness', () => {
    const readings: HistoryEvent[] = Array.from({ length: 200 }, (_, index) => ({
      type: 'harness',
      seq: index + 1,
      t: index * 1000,
      wall: '',
      eventLoopDelayMs: { p99: index === 7 ? 90 : 1, max: 2 },
      cpuShare: 0.1,
      rssBytes: 1,
    }));
    const kept = remember(readings, { rows: 0, singles: 70 });
    expect(kept.length).to.be.lessThan(90);
    expect(kept[0]).to.deep.include({ seq: 60, eventLoopDelayMs: { p99: 90, max: 2 } });
  });
});

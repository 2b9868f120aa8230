import { expect } from 'chai';
import { Schedule } from '../../src/load/schedule.ts';
import type { RateStage } from '../../src/scenario/scenario.ts';
import { killLoads, measure, startLoad } from './support/measure.ts';
import { closeServers, httpServer, serverProcess } from './support/servers.ts';

describe('a load whose rate changes', function () {
  this.timeout(30_000);
  afterEach(killLoads);
  afterEach(closeServers);

  const up: RateStage = { fromPerSecond: 0, toPerSecond: 400, forMs: 1500 };
  const down: RateStage = { fromPerSecond: 400, toPerSecond: 20, forMs: 500 };
  for (const [name, stages] of [
    ['a ramp from nothing, and back', [up, down]],
    ['a jump', [{ fromPerSecond: 10, toPerSecond: 10, forMs: 700 }, up]],
    ['a rate that is kept afterwards', [{ fromPerSecond: 300, toPerSecond: 30, forMs: 400 }]],
  ] as const) {
    it(`counts every request exactly once, at exactly its due time: ${name}`, async () => {
      const server = await serverProcess();
      const rate = { ratePerSecond: 400, stages };
      const measured = await measure({ ...rate, timeoutMs: 1000 }, [server.endpoint], 2600);
      const start = measured.buckets[0]!.fromMs;
      for (const [phase, stream] of (['new', 'keep-alive'] as const).entries()) {
        const requests = measured.of(stream);
        const schedule = new Schedule(rate, phase / 2);
        for (const { dueMs } of requests) {
          expect(dueMs).to.be.closeTo(start + schedule.nextMs, 0.002);
          schedule.advance();
        }
        const stoppedMs = measured.buckets.filter((bucket) => bucket.stream === stream).at(-1)!.untilMs;
        expect(start + schedule.nextMs, 'nothing that was due is missing').to.be.at.least(stoppedMs - 0.002);
      }
      for (const bucket of measured.buckets) expect(bucket.due).to.equal(bucket.rows.n);
    });
  }
});

describe('several loads at once', function () {
  this.timeout(30_000);
  afterEach(killLoads);
  afterEach(closeServers);

  it('are measured each by itself, at its own rate and by its own idea of a good answer', async function () {
    // On a machine that is too busy nothing may be sent in time.
    this.retries(2);
    const server = await httpServer((request, response) => {
      response.statusCode = request.method === 'POST' ? 503 : 200;
      response.end('read');
    });
    const reads = { ratePerSecond: 100, timeoutMs: 2000, expect: { status: [200], bodyPattern: 'read' } };
    const writes = { ratePerSecond: 20, method: 'POST', body: '{}', timeoutMs: 3000 };
    const loads = await Promise.all(
      [reads, writes, { ...writes, expect: { status: [503] } }].map((spec) => startLoad(spec, [server.endpoint])),
    );
    const { clock } = loads[0]!;
    await clock.sleepUntil(clock.now() + 1200);
    const [read, write, tolerant] = await Promise.all(loads.map((load) => load.finish()));
    const classes = (measured: typeof read) => Object.keys(measured?.counts() ?? {}).filter((name) => name !== 'unsent');
    expect(classes(read)).to.deep.equal(['ok']);
    expect(classes(write)).to.deep.equal(['bad-status']);
    expect(classes(tolerant)).to.deep.equal(['ok']);
    const gap = (measured: typeof read) => measured!.of('new')[1]!.dueMs - measured!.of('new')[0]!.dueMs;
    expect([read, write, tolerant].map(gap).map(Math.round)).to.deep.equal([10, 50, 50]);
  });
});

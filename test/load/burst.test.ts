import type http from 'node:http';
import { expect } from 'chai';
import { RealClock } from '../../src/clock/real-clock.ts';
import type { LoadBucketEvent } from '../../src/history/load-bucket.ts';
import { OpenLoop } from '../../src/load/open-loop.ts';
import { measurement, plainSpec } from './support/measure.ts';
import { closeServers, httpServer } from './support/servers.ts';

const HELD = 60;
/** What reading one reply takes, in time that is only pretended to pass: the machine's own speed says nothing here. */
const READING_MS = 5;

describe('a load whose server answers many requests at once', () => {
  afterEach(closeServers);

  it('goes on sending between the replies', async () => {
    const held: http.ServerResponse[] = [];
    let version = 0;
    const answer = (response: http.ServerResponse): unknown => response.setHeader('x-version', ++version).end();
    const server = await httpServer((_request, response) => {
      if (held.length >= HELD) answer(response);
      else if (held.push(response) === HELD) held.forEach(answer);
    });
    const clock = new RealClock();
    let readingMs = 0;
    const buckets: LoadBucketEvent[] = [];
    const loop = new OpenLoop({
      load: 'users',
      spec: { ...plainSpec, ratePerSecond: 100, timeoutMs: 5000, streams: ['keep-alive'], version: { header: 'x-version' } },
      startMs: 0,
      endpoints: [server.endpoint],
      now: () => clock.now() + readingMs,
      emit: (bucket) => buckets.push(bucket),
      onVersion: () => (readingMs += READING_MS),
    });
    loop.start();
    while (readingMs < HELD * READING_MS) await clock.sleepUntil(clock.now() + 5);
    await loop.stop();
    const slips = measurement(buckets).requests.map(({ slipMs }) => slipMs);
    expect(slips.length).to.be.at.least(HELD);
    expect(Math.max(...slips)).to.be.lessThan((HELD * READING_MS) / 2);
  });
});

/**
 * Records a run as long as asked for, as fast as it goes: the same code as in a run, fed by a clock that jumps, in place of a server that answers. Prints
 * as JSON what it took. Arguments: hours, requests per second of each of the two streams.
 */
import { readFileSync } from 'node:fs';
import { analyse } from '../../../src/analysis/analyse.ts';
import { figures } from '../../../src/analysis/figures.ts';
import { Journal } from '../../../src/history/journal.ts';
import type { LoadBucketEvent, RequestClass } from '../../../src/history/load-bucket.ts';
import { bucketEvent } from '../../../src/load/bucket-event.ts';
import { OpenBucket } from '../../../src/load/open-bucket.ts';
import { slipLimits } from '../../../src/load/slip-limits.ts';
import { runStarted } from '../../unit/support/run-started.ts';

const [hours, ratePerSecond] = process.argv.slice(2).map(Number) as [number, number];
const STREAMS = ['new', 'keep-alive'] as const;
const TIMEOUT_MS = 500;
const SECONDS = hours * 3600;
/** Filling a bucket takes longer than all that is asked about here: so many of each kind take turns. */
const DIFFERENT = 20;

const limits = slipLimits({ ratePerSecond, timeoutMs: TIMEOUT_MS });
let nowMs = 0;
const journal = await Journal.open('/dev/null', { now: () => nowMs, wall: () => new Date(nowMs).toISOString() });
journal.append(runStarted());
journal.append({ type: 'phase', phase: 'chaos', state: 'started' });
journal.append({ type: 'load-started', load: 'users', url: 'http://web/', ratePerSecond, timeoutMs: TIMEOUT_MS, streams: STREAMS });

const kinds = {
  ok: buckets(() => 'ok'),
  refused: buckets(() => 'refused'),
  troubled: buckets((row) => (row % 100 === 50 ? 'bad-status' : 'ok')),
};
const atStart = memoryKb();
let halfway = atStart;
let failed = 0;
for (let second = 0; second < SECONDS; second += 1) {
  nowMs = (second + 1) * 1000;
  for (const stream of STREAMS) {
    const bucket = kinds[kindAt(second)][second % DIFFERENT];
    if (bucket === undefined) throw new Error('no bucket');
    if (stream === 'new') failed += bucket.failed;
    journal.append({ ...bucket, stream, fromMs: second * 1000, untilMs: nowMs });
  }
  journal.append({ type: 'harness', eventLoopDelayMs: { p99: 1, max: 2 }, cpuShare: 0.1, rssBytes: 8e7 });
  if (second % 10 === 0) await journal.flush();
  if (second * 2 === SECONDS) halfway = memoryKb();
}
const recorded = memoryKb();
journal.append({ type: 'phase', phase: 'chaos', state: 'ended' });
await journal.close();
const stream = analyse(journal.events).load['users']?.streams[0];
if (stream === undefined) throw new Error('no stream');
const { due, failed: found } = figures(stream);
process.stdout.write(
  JSON.stringify({
    due,
    failed: found,
    expected: { due: SECONDS * ratePerSecond, failed },
    outages: stream.outages.length,
    events: journal.events.length,
    rows: stream.requests.n,
    atStart,
    halfway,
    recorded,
    analysed: memoryKb(),
    cpuMs: Math.round(process.cpuUsage().user / 1000),
  }),
);

/** Half an hour of outage, ten minutes in which one of a hundred fails, and a short outage every hour; for the rest all is well. */
function kindAt(second: number): keyof typeof kinds {
  if (second >= 7200 && second < 9000) return 'refused';
  if (second >= 3000 && second < 3600) return 'troubled';
  return second % 3600 === 1800 ? 'refused' : 'ok';
}

function buckets(fate: (row: number) => RequestClass): LoadBucketEvent[] {
  return Array.from({ length: DIFFERENT }, (_, number) => {
    const bucket = new OpenBucket(0, 1000, ratePerSecond + 1);
    for (let request = 0; request < ratePerSecond; request += 1) {
      const row = bucket.add((request * 1000) / ratePerSecond);
      const random = (Math.imul(row + number * ratePerSecond, 2_654_435_761) >>> 8) / 2 ** 24;
      bucket.sent(row, random / 2);
      bucket.end(row, fate(row), 1 + 20 * random ** 6, undefined);
    }
    return bucketEvent({ load: 'users', stream: 'new' }, bucket, limits);
  });
}

function memoryKb(): { readonly rss: number; readonly peak: number } {
  const status = readFileSync('/proc/self/status', 'utf8');
  const kb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  return { rss: kb('VmRSS'), peak: kb('VmHWM') };
}

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadBucketEvent } from '../../src/history/load-bucket.ts';
import { built } from './built.ts';
import type { Measured } from './figure.ts';
import type { Job } from './job.ts';
import { RATE_PER_SECOND, STREAMS, syntheticBuckets } from './synthetic-buckets.ts';
import { closeSyntheticJournal, openSyntheticJournal, SyntheticClock } from './synthetic-journal.ts';

/** Due time, slip and latency of 4 bytes each, and one byte each for class and version. */
const BYTES_PER_ROW = 14;
/** Written in one go, so that the clock of the processor has something to tell. */
const BUCKETS_AT_ONCE = 100;

interface Cost {
  readonly fileBytes: number;
  readonly thinnedBytes: number;
  readonly writeUs: number;
  readonly bareWriteUs: number;
}

/** Measures what a request takes in the history's file, in memory once it is merged with others, and of the processor until it is written. */
export async function historyCost({ quick, directory }: Job): Promise<Measured> {
  // More than a run keeps one by one, so that the oldest are thinned.
  const seconds = quick ? 700 : 1500;
  const costs: Cost[] = [];
  // The first one is the compiler's.
  for (let repetition = -1; repetition < (quick ? 2 : 5); repetition += 1) {
    const cost = await measure(join(directory, `history-${repetition}.ndjson`), seconds);
    if (repetition >= 0) costs.push(cost);
  }
  const each = (value: (cost: Cost) => number): number[][] => costs.map((cost) => [value(cost)]);
  const columns = { name: 'the columns alone', repetitions: [[BYTES_PER_ROW]] };
  return {
    figures: [
      { what: 'a request in the file', unit: 'B', statistic: 'median', repetitions: each(({ fileBytes }) => fileBytes), peer: columns },
      {
        what: 'an older request of a long run in memory',
        unit: 'B',
        statistic: 'median',
        repetitions: each(({ thinnedBytes }) => thinnedBytes),
        peer: columns,
      },
      {
        what: 'processor time to record and write a request',
        unit: 'µs',
        statistic: 'median',
        repetitions: each(({ writeUs }) => writeUs),
        peer: { name: 'writing the columns alone', repetitions: each(({ bareWriteUs }) => bareWriteUs) },
      },
    ],
    notes: [],
  };
}

async function measure(path: string, seconds: number): Promise<Cost> {
  const { Recorder } = await built('run/recorder');
  const clock = new SyntheticClock();
  const journal = await openSyntheticJournal(path, clock);
  const recorder = new Recorder(journal);
  const bare = await open(`${path}.columns`, 'w');
  const requests = seconds * RATE_PER_SECOND * STREAMS.length;
  let [writeUs, bareWriteUs] = [0, 0];
  for await (const buckets of inGroups(syntheticBuckets(seconds))) {
    writeUs += await cpuUsOf(async () => {
      for (const bucket of buckets) {
        clock.nowMs = bucket.untilMs;
        recorder.append(bucket);
      }
      await journal.flush();
    });
    const columns = buckets.map(({ rows }) => Buffer.alloc(rows.n * BYTES_PER_ROW));
    bareWriteUs += await cpuUsOf(async () => {
      for (const column of columns) await bare.appendFile(column);
    });
  }
  const thinned = journal.events.filter((event) => event.type === 'load-bucket' && event.rest !== undefined) as LoadBucketEvent[];
  const thinnedBytes = thinned.reduce((sum, event) => sum + JSON.stringify(event).length, 0) / sumOf(thinned.map(({ due }) => due));
  await closeSyntheticJournal(journal, clock);
  const file = await open(path);
  const { size } = await file.stat();
  await Promise.all([file.close(), bare.close()]);
  return { fileBytes: size / requests, thinnedBytes, writeUs: writeUs / requests, bareWriteUs: bareWriteUs / requests };
}

async function* inGroups(buckets: AsyncIterable<LoadBucketEvent>): AsyncGenerator<readonly LoadBucketEvent[]> {
  let group: LoadBucketEvent[] = [];
  for await (const bucket of buckets) {
    group.push(bucket);
    if (group.length < BUCKETS_AT_ONCE) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function cpuUsOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dist } from './built.ts';
import type { Figure, Measured } from './figure.ts';
import type { Job } from './job.ts';
import { say } from './say.ts';
import { RATE_PER_SECOND, STREAMS, syntheticBuckets } from './synthetic-buckets.ts';
import { closeSyntheticJournal, openSyntheticJournal, SyntheticClock } from './synthetic-journal.ts';

const reading = z.object({ readMs: z.number(), analyseMs: z.number(), peakMb: z.number(), renderMs: z.number().exactOptional() });
type Reading = z.infer<typeof reading>;

const BUCKETS_AT_ONCE = 100;

/** Measures how long it takes to read, analyse and draw the history of ten million requests, and how much memory, against parsing its JSON. */
export async function analysisCost({ quick, directory }: Job): Promise<Measured> {
  const millions = quick ? 1 : 10;
  const path = join(directory, 'history.ndjson');
  await write(path, millions);
  say(`  a history of ${millions} million requests has ${(statSync(path).size / 1e6).toFixed(0)} MB`);
  const [own, bare]: [Reading[], Reading[]] = [[], []];
  for (let repetition = 0; repetition < (quick ? 2 : 3); repetition += 1) {
    bare.push(read('parse', path));
    own.push(read('analyse', path));
  }
  rmSync(path);
  const each = (readings: readonly Reading[], value: (one: Reading) => number): number[][] => readings.map((one) => [value(one)]);
  const perMillion = (value: (one: Reading) => number) => (one: Reading) => value(one) / millions;
  const parsing = (by: (one: Reading) => number): Figure['peer'] & object => ({
    name: '`JSON.parse` of its lines',
    repetitions: each(bare, by),
  });
  const figure = (what: string, value: (one: Reading) => number): Figure => ({
    what: `${what}, per million requests`,
    unit: 'ms',
    statistic: 'median',
    repetitions: each(own, perMillion(value)),
    peer: parsing(perMillion(({ readMs }) => readMs)),
  });
  const drawn = own.every(({ renderMs }) => renderMs !== undefined);
  return {
    figures: [
      figure('read', ({ readMs }) => readMs),
      figure('analyse', ({ analyseMs }) => analyseMs),
      ...(drawn ? [figure('judge and draw `report.html`', ({ renderMs }) => renderMs ?? Number.NaN)] : []),
      {
        what: `peak memory of reading and analysing ${millions} million requests`,
        unit: 'MB',
        statistic: 'median',
        repetitions: each(own, ({ peakMb }) => peakMb),
        peer: parsing(({ peakMb }) => peakMb),
      },
    ],
    notes: drawn ? [] : ['analysis: there is no HTML report, so none was drawn.'],
  };
}

async function write(path: string, millions: number): Promise<void> {
  const clock = new SyntheticClock();
  const journal = await openSyntheticJournal(path, clock);
  let waiting = 0;
  for await (const bucket of syntheticBuckets((millions * 1e6) / (RATE_PER_SECOND * STREAMS.length))) {
    clock.nowMs = bucket.untilMs;
    journal.append(bucket);
    waiting = (waiting + 1) % BUCKETS_AT_ONCE;
    if (waiting === 0) await journal.flush();
  }
  await closeSyntheticJournal(journal, clock);
}

function read(what: 'parse' | 'analyse', path: string): Reading {
  const told = execFileSync(process.execPath, [join(import.meta.dirname, 'analyse-history.mjs'), what, path, dist], { encoding: 'utf8' });
  return reading.parse(JSON.parse(told));
}

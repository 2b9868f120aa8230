import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureFile } from './failure-file.ts';
import type { News, Order } from './fuzz-messages.ts';
import { readerOf } from './readers.ts';

/** A reader that has not ended after this hangs, however busy the machine is. */
const HANG_MS = 60_000;

export interface Failure {
  readonly index: number;
  readonly what: string;
}

/** What became of the mutants so far. */
export class Tally {
  accepted = 0;
  refused = 0;
  problems = 0;
  slowestMs = 0;
  slowestIndex = 0;
  totalMs = 0;
  readonly failures: Failure[] = [];

  get done(): number {
    return this.accepted + this.refused;
  }

  add(news: News): void {
    if (news.kind === 'wrong') this.failures.push({ index: news.index, what: news.what });
    if (news.kind !== 'done') return;
    if (news.accepted) this.accepted += 1;
    else this.refused += 1;
    this.problems += news.problems;
    this.totalMs += news.tookMs;
    if (news.tookMs > this.slowestMs) [this.slowestMs, this.slowestIndex] = [news.tookMs, news.index];
  }
}

/** Reads the mutants of an order in processes of their own: one that hangs or dies is noted, and the next goes on after it. */
export async function fuzz(order: Order, tally: Tally): Promise<void> {
  mkdirSync(order.folder, { recursive: true });
  let from = order.from;
  while (from < order.until) from = (await readUntilStuck({ ...order, from }, tally)) + 1;
}

/** Resolves with the number of the last mutant that is dealt with. */
function readUntilStuck(order: Order, tally: Tally): Promise<number> {
  const child = fork(join(import.meta.dirname, 'fuzz-process.ts'), { execArgv: ['--import', 'tsx'], env: { PATH: process.env['PATH'] } });
  let index = order.from;
  let open = false;
  let hangs = false;
  const kill = () => {
    hangs = true;
    child.kill('SIGKILL');
  };
  let watchdog = setTimeout(kill, HANG_MS);
  child.on('message', (news: News) => {
    ({ index } = news);
    open = news.kind !== 'done';
    tally.add(news);
    clearTimeout(watchdog);
    // After a failure it is made smaller, which may take a while.
    if (news.kind !== 'wrong') watchdog = setTimeout(kill, HANG_MS);
  });
  child.send(order);
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      clearTimeout(watchdog);
      if (!open && code === 0) {
        resolve(order.until);
        return;
      }
      const what = hangs ? `hangs: no end after ${HANG_MS / 1000} s` : `the process ended with ${signal ?? code}`;
      keepStuck(order, index, what);
      tally.failures.push({ index, what });
      resolve(index);
    });
  });
}

function keepStuck(order: Order, index: number, what: string): void {
  const reader = readerOf(order.reader);
  const { bytes, from, mutations } = reader.mutant(order.seed, index);
  const name = failureFile(order, index);
  writeFileSync(`${name}.${reader.extension}`, bytes);
  writeFileSync(`${name}.txt`, `${JSON.stringify({ seed: order.seed, index, what, from, mutations }, undefined, 2)}\n`);
}

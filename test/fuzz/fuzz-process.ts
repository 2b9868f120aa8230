import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureFile } from './failure-file.ts';
import type { FuzzedReader } from './fuzzed-reader.ts';
import type { News, Order } from './fuzz-messages.ts';
import { minimise } from './minimise.ts';
import type { Outcome } from './outcome.ts';
import { readerOf } from './readers.ts';

function say(news: News): void {
  process.send?.(news);
}

/** How often a slow reading is repeated: a busy machine is slow once, a slow reader always. */
const REPEATS = 4;

async function examineFairly(reader: FuzzedReader, path: string, bytes: Buffer): Promise<Outcome> {
  let best = await reader.examine(path, bytes);
  for (let repeat = 0; best.wrong === 'slow' && repeat < REPEATS; repeat += 1) best = await reader.examine(path, bytes);
  return best;
}

async function keepFailure(reader: FuzzedReader, order: Order, failure: { readonly index: number; readonly what: string }, path: string) {
  const { index, what } = failure;
  const { bytes, from, mutations } = reader.mutant(order.seed, index);
  const alike = (text: string | undefined) => text?.replace(/\d+/g, 'n');
  const small = await minimise(bytes, async (candidate) => alike((await reader.examine(path, candidate)).wrong) === alike(what));
  const name = failureFile(order, index);
  writeFileSync(`${name}.${reader.extension}`, small);
  const found = { ...failure, seed: order.seed, from, mutations, bytes: bytes.length, minimised: small.length };
  writeFileSync(`${name}.txt`, `${JSON.stringify(found, undefined, 2)}\n`);
}

async function obey(order: Order): Promise<void> {
  const reader = readerOf(order.reader);
  const path = join(order.folder, `.mutant-${process.pid}.${reader.extension}`);
  for (let index = order.from; index < order.until; index += 1) {
    say({ kind: 'begin', index });
    const { accepted, tookMs, problems, wrong } = await examineFairly(reader, path, reader.mutant(order.seed, index).bytes);
    if (wrong !== undefined) {
      say({ kind: 'wrong', index, what: wrong });
      await keepFailure(reader, order, { index, what: wrong }, path);
    }
    say({ kind: 'done', index, accepted, tookMs, problems });
  }
  process.disconnect();
}

// Whoever is gone needs no answer.
process.once('disconnect', () => process.exit());
process.once('message', (order: Order) => void obey(order));

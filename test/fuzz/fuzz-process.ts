import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus } from './corpus.ts';
import { examine, type Outcome } from './examine.ts';
import type { News, Order } from './fuzz-messages.ts';
import { minimise } from './minimise.ts';
import { mutantAt } from './mutant.ts';

const corpus = readCorpus();

function say(news: News): void {
  process.send?.(news);
}

/** How often a slow reading is repeated: a busy machine is slow once, a slow reader always. */
const REPEATS = 4;

async function examineFairly(path: string, bytes: Buffer): Promise<Outcome> {
  let best = await examine(path, bytes);
  for (let repeat = 0; best.wrong === 'slow' && repeat < REPEATS; repeat += 1) best = await examine(path, bytes);
  return best;
}

async function keepFailure({ seed, folder }: Order, index: number, what: string, path: string): Promise<void> {
  const { bytes, from, mutations } = mutantAt(corpus, seed, index);
  const sameWrong = async (candidate: Buffer) => (await examine(path, candidate)).wrong?.replace(/\d+/g, 'n') === what.replace(/\d+/g, 'n');
  const small = await minimise(bytes, sameWrong);
  const name = join(folder, `${seed}-${index}`);
  writeFileSync(`${name}.yaml`, small);
  writeFileSync(
    `${name}.json`,
    `${JSON.stringify({ seed, index, what, from, mutations, bytes: bytes.length, minimised: small.length }, undefined, 2)}\n`,
  );
}

async function obey(order: Order): Promise<void> {
  const path = join(order.folder, `.mutant-${process.pid}.yaml`);
  for (let index = order.from; index < order.until; index += 1) {
    say({ kind: 'begin', index });
    const { accepted, tookMs, problems, wrong } = await examineFairly(path, mutantAt(corpus, order.seed, index).bytes);
    if (wrong !== undefined) {
      say({ kind: 'wrong', index, what: wrong });
      await keepFailure(order, index, wrong, path);
    }
    say({ kind: 'done', index, accepted, tookMs, problems });
  }
  process.disconnect();
}

// Whoever is gone needs no answer.
process.once('disconnect', () => process.exit());
process.once('message', (order: Order) => void obey(order));

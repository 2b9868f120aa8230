// Reads mutated scenarios, histories and results: `npm run fuzz -- --runs 100000 --seed s`. docs/fuzzing.md says what is looked for.
import { parseArgs } from 'node:util';
import { fuzz, Tally } from './fuzz-run.ts';
import { isReaderName, readerNames, type ReaderName } from './readers.ts';

const { values } = parseArgs({
  options: {
    reader: { type: 'string', multiple: true, default: [...readerNames] },
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now()) },
    from: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '2' },
    out: { type: 'string', default: 'reports/fuzz' },
  },
});
const readers = values.reader.filter(isReaderName);
const [runs, from, jobs] = [Number(values.runs), Number(values.from), Number(values.jobs)];
const counts = [runs, from, jobs].every(Number.isSafeInteger) && runs >= 1 && from >= 0 && jobs >= 1;
if (!counts || readers.length < values.reader.length) {
  console.error(
    `Usage: npm run fuzz -- [--reader ${readerNames.join('|')}]... [--runs 100000] [--seed s] [--from 0] [--jobs 2] [--out reports/fuzz]`,
  );
  process.exit(2);
}
for (const reader of readers) await fuzzReader(reader);

async function fuzzReader(reader: ReaderName): Promise<void> {
  console.error(`${reader}: seed ${values.seed}, mutants ${from} to ${from + runs - 1}`);
  const tally = new Tally();
  const begun = performance.now();
  const progress = setInterval(() => console.error(`${reader}: ${tally.done} read, ${tally.failures.length} failures`), 10_000);
  const share = Math.ceil(runs / jobs);
  const orders = Array.from({ length: jobs }, (_, job) => from + job * share).map((first) => ({
    reader,
    seed: values.seed,
    from: first,
    until: Math.min(first + share, from + runs),
    folder: values.out,
  }));
  await Promise.all(orders.map((order) => fuzz(order, tally)));
  clearInterval(progress);
  report(reader, tally, performance.now() - begun);
}

function report(reader: ReaderName, tally: Tally, tookMs: number): void {
  const { done, accepted, refused, problems, slowestMs, slowestIndex, totalMs, failures } = tally;
  for (const { index, what } of failures.slice(0, 50)) console.log(`FAILED ${values.out}/${reader}-${values.seed}-${index}: ${what}`);
  console.log(
    `${reader}: ${done} files with seed ${values.seed} in ${Math.round(tookMs / 1000)} s: ${accepted} accepted, ${refused} refused`,
  );
  console.log(
    `${problems} problems, each with a place; ${(totalMs / done).toFixed(1)} ms a file, the slowest ${slowestMs.toFixed(0)} ms (number ${slowestIndex})`,
  );
  console.log(failures.length === 0 ? 'no crash, no hang, no stack trace, no problem without a place' : `${failures.length} failures`);
  if (failures.length > 0 || done < runs) process.exitCode = 1;
}

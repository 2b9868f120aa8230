/** Runs one benchmark in a process of its own, so that no other's leftovers are measured. Started by run-benchmark.ts. */
import { describeError } from '../../src/errors/describe-error.ts';
import { benchmarks } from './benchmarks.ts';
import type { Outcome } from './figure.ts';
import { jobSchema, type Job } from './job.ts';

process.once('message', (raw) => void work(jobSchema.parse(raw)));
process.on('disconnect', () => process.exit());

async function work(job: Job): Promise<void> {
  const outcome: Outcome = await measured(job).catch((error: unknown) => ({ error: describeError(error) }));
  process.send?.(outcome, () => process.exit());
}

async function measured(job: Job): Promise<Outcome> {
  const benchmark = benchmarks[job.benchmark];
  if (benchmark === undefined) throw new Error(`There is no benchmark "${job.benchmark}".`);
  return benchmark.run(job);
}

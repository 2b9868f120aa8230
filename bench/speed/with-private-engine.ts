import { engineDown } from '../../src/engine/private/engine-down.ts';
import { engineStatus } from '../../src/engine/private/engine-status.ts';
import { engineUp } from '../../src/engine/private/engine-up.ts';
import { processStat } from '../../src/engine/private/process-identity.ts';
import type { Job } from './job.ts';
import { say } from './say.ts';

const SCHEME = 'unix://';

/** Calls `work` with an engine that nobody else uses, and takes it down, however that ends. Engines of runs that were killed go first. */
export async function withPrivateEngine(signal: AbortSignal, work: (engine: NonNullable<Job['engine']>) => Promise<void>): Promise<void> {
  for (const { name } of await engineStatus()) {
    const pid = /^bench-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && processStat(Number(pid)) === undefined) await engineDown(name, say);
  }
  const name = `bench-${process.pid}`;
  const { endpoint } = await engineUp({ name, onProgress: say, signal });
  try {
    await work({ name, socket: endpoint.slice(SCHEME.length) });
  } finally {
    await engineDown(name, say);
  }
}

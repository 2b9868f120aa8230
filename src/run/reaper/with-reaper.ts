import { describeError } from '../../errors/describe-error.ts';
import { Reaper } from './reaper.ts';

interface Held {
  readonly reaper: Promise<Reaper | undefined>;
  holders: number;
}

/** One for each state directory that this process uses: it cares for all runs of the process. */
const held = new Map<string, Held>();

/**
 * Returns what `work` returns, done while a reaper watches: a companion process that undoes and removes what is left of this process's runs when it
 * dies without having done so itself. Where none can be started the work is done all the same, and `say` is told.
 */
export async function withReaper<T>(stateDir: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const release = await holdReaper(stateDir, say);
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Resolves when a reaper watches, with what dismisses it: for work that is not one function. */
export async function holdReaper(stateDir: string, say: (line: string) => void): Promise<() => Promise<void>> {
  const hold = held.get(stateDir) ?? { reaper: start(stateDir, say), holders: 0 };
  held.set(stateDir, hold);
  hold.holders += 1;
  const reaper = await hold.reaper;
  reaper?.assertWatching(say);
  return async () => {
    hold.holders -= 1;
    if (hold.holders > 0) return;
    held.delete(stateDir);
    await reaper?.dismiss();
  };
}

async function start(stateDir: string, say: (line: string) => void): Promise<Reaper | undefined> {
  try {
    return await Reaper.start(stateDir);
  } catch (error) {
    say(`no reaper could be started (${describeError(error)}): should faultline be killed, only \`faultline cleanup\` undoes what it did`);
    return undefined;
  }
}

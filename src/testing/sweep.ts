import { cleanupText } from '../run/cleanup/cleanup-text.ts';
import { cleanup, type RunCleanup } from '../run/cleanup/cleanup.ts';
import { connectAgain } from '../run/cleanup/connect-again.ts';
import { readStoredRuns } from '../run/cleanup/stored-run.ts';

/** What a sweep found. */
interface Swept {
  /** For people. */
  readonly lines: readonly string[];
  /** What could not be undone or removed, each with the command that would do it. */
  readonly left: readonly string[];
}

/** Returns the runs of this machine that have something to undo or to remove, dead or alive. */
export async function storedRunIds(stateDir: string): Promise<ReadonlySet<string>> {
  return new Set((await readStoredRuns(stateDir)).map(({ id }) => id));
}

/**
 * Undoes and removes what dead runs have left on an engine that were not there before. Runs that go on, and those on other engines, are not touched.
 * `endpoint` is asked for only when there is something to sweep.
 */
export async function sweep(stateDir: string, before: ReadonlySet<string>, endpoint: () => Promise<string>): Promise<Swept> {
  const dead = (await readStoredRuns(stateDir)).flatMap((run) => ('damage' in run || run.alive || before.has(run.id) ? [] : [run]));
  if (dead.length === 0) return { lines: [], left: [] };
  const here = await endpoint();
  const since = dead.filter(({ owner }) => owner.engine.endpoint === here).map(({ id }) => id);
  const results: RunCleanup[] = [];
  for (const run of since) {
    const nobody = async (): Promise<never> => Promise.reject(new RangeError('Only known runs are swept.'));
    results.push(...(await cleanup({ stateDir, run, all: false, dryRun: false, connect: connectAgain, connectChosen: nobody })));
  }
  return {
    lines:
      results.length === 0 ? [] : ['faultline: tests left something behind, which is now undone and removed:', ...cleanupText(results)],
    left: results.flatMap((one) => one.left.map(({ what, message }) => `${what}: ${message}`)),
  };
}

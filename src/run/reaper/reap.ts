import { rename, rm, rmdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../engine/engine.ts';
import { dismantleHalfMade } from '../../engine/private/half-made-engines.ts';
import { describeError } from '../../errors/describe-error.ts';
import { killOrphanedCommands } from '../../load/orphaned-commands.ts';
import { cleanupText } from '../cleanup/cleanup-text.ts';
import { nothing, type RunCleanup } from '../cleanup/cleanup.ts';
import { connectAgain } from '../cleanup/connect-again.ts';
import { engineIsGone } from '../cleanup/engine-is-gone.ts';
import { readStoredRuns, type StoredRun } from '../cleanup/stored-run.ts';
import { identifyProcess, isAlive, type ProcessIdentity } from '../process-identity.ts';
import { removeTemporary } from '../temporary-directory.ts';
import { removeUnfinished } from '../undo-log.ts';
import { reapRun } from './reap-run.ts';
import { reaperLogPath, reapersDirectory, reportPath } from './reaper-log.ts';

export interface ReapRequest {
  readonly stateDir: string;
  /** The harness whose end was noticed. */
  readonly owner: ProcessIdentity;
  /** Into the log. */
  readonly say: (line: string) => void;
}

/** The input ends a moment before the process does. */
const ENDS_WITHIN_MS = 10_000;
const POLL_MS = 20;
/** For an engine that is being started again. */
const PATIENCE_MS = 300_000;
const PAUSE_MS = 1000;
/** A pass that takes longer meets an engine that does not answer: it is left, and begun again. */
const PASS_LIMIT_MS = 120_000;

/** Undoes and removes what is left of a harness that has died, and leaves a report for the next start when there was anything. */
export async function reap({ stateDir, owner, say }: ReapRequest): Promise<void> {
  const diedMs = performance.now();
  while (await isAlive(owner)) {
    // Its end of the pipe is closed, but it lives: then its runs are its own business.
    if (performance.now() - diedMs > ENDS_WITHIN_MS) return forget(stateDir, owner);
    await sleep(POLL_MS);
  }
  killOrphanedCommands(owner);
  await removeTemporary(owner);
  await removeUnfinished(stateDir, owner);
  const engines = await dismantleHalfMade(owner, stateDir);
  const runs = (await readStoredRuns(stateDir)).flatMap((run) => ('damage' in run || !isSame(run.owner, owner) ? [] : [run]));
  if (runs.length + engines.length === 0) return forget(stateDir, owner);
  say(`faultline (pid ${owner.pid}) died: undoing and removing what is left of it`);
  for (const line of engines) say(line);
  await Promise.all(runs.map(async (run) => cleanupText([await persist(run, { stateDir, diedMs, say })]).forEach(say)));
  const log = await logOf(stateDir, owner);
  await rename(log, reportPath(log)).catch(() => undefined);
}

async function persist(
  run: StoredRun,
  { stateDir, diedMs, say }: Omit<ReapRequest, 'owner'> & { readonly diedMs: number },
): Promise<RunCleanup> {
  let said = '';
  for (;;) {
    if (engineIsGone(run.owner.engine.endpoint, stateDir)) {
      await rm(run.directory, { recursive: true, force: true });
      return nothing(run.id);
    }
    try {
      return await once(run, diedMs);
    } catch (error) {
      const message = `${describeError(error)}; once the engine answers: faultline cleanup --run ${run.id}; if it is gone for good: rm -r ${run.directory}`;
      if (performance.now() - diedMs > PATIENCE_MS)
        return { ...nothing(run.id), outcome: 'left', left: [{ what: `run ${run.id}`, message }] };
      if (message !== said) say(`run ${run.id}: ${message}; trying on`);
      said = message;
      await sleep(PAUSE_MS);
    }
  }
}

async function once(run: StoredRun, diedMs: number): Promise<RunCleanup> {
  const limit = new AbortController();
  let engine: Engine | undefined;
  try {
    engine = await connectAgain(run.owner.engine);
    const late = sleep(PASS_LIMIT_MS, undefined, { signal: limit.signal }).then(() =>
      Promise.reject(new Error(`no end after ${PASS_LIMIT_MS / 1000} s`)),
    );
    late.catch(() => undefined);
    return await Promise.race([reapRun(engine, run, diedMs), late]);
  } finally {
    limit.abort();
    await engine?.close();
  }
}

function isSame(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.startTime === other.startTime && one.bootId === other.bootId;
}

/** There was nothing to do, so there is nothing to tell. */
async function forget(stateDir: string, owner: ProcessIdentity): Promise<void> {
  await rm(await logOf(stateDir, owner), { force: true });
  await rmdir(reapersDirectory(stateDir)).catch(() => undefined);
}

async function logOf(stateDir: string, owner: ProcessIdentity): Promise<string> {
  return reaperLogPath(stateDir, owner, await identifyProcess(process.pid));
}

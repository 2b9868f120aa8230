import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../engine/engine.ts';
import type { UndoAction } from '../../faults/undo-action.ts';
import { nothing, type RunCleanup } from '../cleanup/cleanup.ts';
import { removeRun, type RemovedThings } from '../cleanup/remove-run.ts';
import type { StoredRun } from '../cleanup/stored-run.ts';
import { owedUndos, undoStoredRun } from '../cleanup/undo-stored-run.ts';
import type { UndoRecord } from '../undo-record.ts';

/** What the harness had asked for when it died may still come true: the engine goes on with a request whose sender is gone. */
const STILL_COMING_MS = 3000;
const LOOK_AGAIN_MS = 400;
/** Beyond its grace period a stop takes this long to end and to be seen. */
const STOP_SLACK_MS = 1500;

const onlyWhatIsWrong: ReadonlySet<UndoAction['action']> = new Set(['unpause', 'start', 'continue', 'scale-service', 'roll-back-service']);

/**
 * Undoes and removes what a run whose harness died at `diedMs` left on an engine, at once and then again and again until nothing more of what it had
 * asked for can come true. An undo that does something each time it is done, such as a command, is done once, at the end.
 */
export async function reapRun(engine: Engine, run: StoredRun, diedMs: number): Promise<RunCleanup> {
  const owed = await owedUndos(engine, run);
  const repeatable = owed.filter(({ action }) => onlyWhatIsWrong.has(action.action));
  const untilMs = diedMs + Math.max(STILL_COMING_MS, await stopsWithinMs(engine, owed));
  let removed = removedNothing;
  do {
    await undoStoredRun(engine, run, repeatable, { keep: true });
    removed = joined(removed, await removeRun(engine, run.id));
    await sleep(LOOK_AGAIN_MS);
  } while (performance.now() < untilMs);
  const { undone, failed: notUndone } = await undoStoredRun(engine, run, owed);
  const { failed: notRemoved, ...gone } = joined(removed, await removeRun(engine, run.id));
  const left = [...notUndone, ...notRemoved];
  if (left.length === 0) await rm(run.directory, { recursive: true, force: true });
  return { ...nothing(run.id), outcome: left.length === 0 ? 'cleaned' : 'left', undone, ...gone, left };
}

/** A container with a stop under way runs until its grace period is over: only then there is something to start again. */
async function stopsWithinMs(engine: Engine, owed: readonly UndoRecord[]): Promise<number> {
  let longestMs = 0;
  for (const { action } of owed) {
    if (action.action !== 'start' || action.withinMs === undefined) continue;
    const found = await engine.inspectContainer(action.container);
    if (found?.status === 'running') longestMs = Math.max(longestMs, action.withinMs + STOP_SLACK_MS);
  }
  return longestMs;
}

const removedNothing: RemovedThings = { services: [], containers: [], networks: [], images: [], failed: [] };

/** What went at any time, and what would not go the last time. */
function joined(before: RemovedThings, now: RemovedThings): RemovedThings {
  const both = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort();
  return {
    services: both(before.services, now.services),
    containers: both(before.containers, now.containers),
    networks: both(before.networks, now.networks),
    images: both(before.images, now.images),
    failed: now.failed,
  };
}

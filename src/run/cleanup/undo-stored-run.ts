import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { RUN_LABEL } from '../../engine/labels.ts';
import { describeError } from '../../errors/describe-error.ts';
import { describeUndo } from '../../faults/describe-undo.ts';
import { performUndo } from '../../faults/perform-undo.ts';
import { UNDO_FILE } from '../undo-log.ts';
import type { UndoRecord } from '../undo-record.ts';
import type { Leftover } from './remove-run.ts';
import type { StoredRun } from './stored-run.ts';

export interface UndoneThings {
  /** For people: 'unpause web'. */
  readonly undone: readonly string[];
  readonly failed: readonly Leftover[];
}

/** Undoes what a dead run still owes, newest first, except on its own containers, which are about to be removed. */
export async function undoStoredRun(engine: Engine, run: StoredRun): Promise<UndoneThings> {
  const undone: string[] = [];
  const failed: Leftover[] = [];
  for (const record of await owedUndos(engine, run)) {
    try {
      const outcome = await performUndo(engine, record.action);
      await appendFile(join(run.directory, UNDO_FILE), `${JSON.stringify({ done: record.id })}\n`);
      undone.push(`${describeRecord(record)}${outcome === 'target-gone' ? ' (the container is gone)' : ''}`);
    } catch (error) {
      failed.push({
        what: describeRecord(record),
        message: `${describeError(error)}; to do it by hand: ${describeUndo(record.action)}`,
      });
    }
  }
  return { undone, failed };
}

/** Returns the run's pending records whose container is not the run's own. */
export async function owedUndos(engine: Engine, run: StoredRun): Promise<readonly UndoRecord[]> {
  const own = new Set((await engine.listContainers({ labels: [`${RUN_LABEL}=${run.id}`] })).map(({ id }) => id));
  return run.pending.filter(({ action }) => !own.has(action.container));
}

export function describeRecord({ action, target }: UndoRecord): string {
  return `${action.action} ${target}`;
}

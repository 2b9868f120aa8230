import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { RUN_LABEL } from '../../engine/labels.ts';
import { describeError } from '../../errors/describe-error.ts';
import { describeUndo } from '../../faults/describe-undo.ts';
import { performUndo } from '../../faults/perform-undo.ts';
import type { UndoAction } from '../../faults/undo-action.ts';
import { appendWhole } from '../append-whole.ts';
import { engineForRun } from '../engine-for-run.ts';
import { UNDO_FILE } from '../undo-log.ts';
import type { UndoRecord } from '../undo-record.ts';
import type { Leftover } from './remove-run.ts';
import type { StoredRun } from './stored-run.ts';

export interface UndoneThings {
  /** For people: 'unpause web'. */
  readonly undone: readonly string[];
  readonly failed: readonly Leftover[];
}

/** Undoes what a dead run still owes, as `owedUndos` told, and writes down what is done; `keep`: does not, because it is to be done again. */
export async function undoStoredRun(
  engine: Engine,
  run: Pick<StoredRun, 'id' | 'directory'>,
  owed: readonly UndoRecord[],
  { keep = false }: { readonly keep?: boolean } = {},
): Promise<UndoneThings> {
  const undone: string[] = [];
  const failed: Leftover[] = [];
  for (const record of owed) {
    try {
      const outcome = await performUndo(engineForRun(await engineFor(engine, record.action), run.id), record.action);
      if (!keep) await writeDone(run, record);
      undone.push(`${describeRecord(record)}${outcome === 'target-gone' ? ' (it is gone)' : ''}`);
    } catch (error) {
      failed.push({
        what: describeRecord(record),
        message: `${describeError(error)}; to do it by hand: ${describeUndo(record.action)}`,
      });
    }
  }
  return { undone, failed };
}

/** Where it cannot be written, on a full disk, it is undone once more by who comes next: unless all is undone, and the log is removed. */
async function writeDone({ directory }: Pick<StoredRun, 'directory'>, { id }: UndoRecord): Promise<void> {
  try {
    const file = await open(join(directory, UNDO_FILE), 'a', 0o600);
    await appendWhole(file, { done: id }).finally(async () => file.close());
  } catch {
    // Said above.
  }
}

/**
 * Returns what a run still owes, newest first, except on its own containers and services, which are about to be removed. To be asked before they are:
 * afterwards nothing tells whose they were.
 */
export async function owedUndos(engine: Engine, run: StoredRun): Promise<readonly UndoRecord[]> {
  const own = new Set(await ownedIds(engine, run));
  return run.pending.filter(({ action }) => !own.has('service' in action ? action.service : action.container));
}

async function ownedIds(engine: Engine, { id, pending }: StoredRun): Promise<string[]> {
  const labels = [`${RUN_LABEL}=${id}`];
  const containers = await engine.listContainers({ labels });
  const services = pending.some(({ action }) => 'service' in action) ? await (await engine.swarm()).listServices({ labels }) : [];
  return [...containers, ...services].map((owned) => owned.id);
}

/** The container of a task is known to the engine of its node only. */
async function engineFor(engine: Engine, action: UndoAction): Promise<Engine> {
  if ('service' in action || action.node === undefined) return engine;
  return (await engine.swarm()).engineOf(action.node);
}

export function describeRecord({ action, target }: UndoRecord): string {
  return `${action.action} ${target}`;
}

import { lstat } from 'node:fs/promises';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { writeReportFile } from '../../report/write-reports.ts';
import type { AttackFlags } from './attack-flags.ts';

type SaveFlags = Pick<AttackFlags, 'save' | 'force'>;

/**
 * Passes when `--save` may write where it says; asked before anything is touched. A link is something that is there, wherever it leads.
 * @throws FaultlineError ERR_OUTPUT
 */
export async function requireFree({ save: path, force }: SaveFlags): Promise<void> {
  if (path === undefined) return;
  const there = await lstat(path).catch(() => undefined);
  if (there === undefined || (force && !there.isDirectory())) return;
  throw new FaultlineError('ERR_OUTPUT', there.isDirectory() ? `${path} is a directory.` : `${path} is already there.`, {
    hint: there.isDirectory() ? 'Name a file in it.' : 'Choose another name, or add --force to overwrite it.',
  });
}

/** Writes what `--save` asks for. What is there is replaced whole: a link is not followed. @throws FaultlineError ERR_OUTPUT */
export async function save(flags: SaveFlags, text: string): Promise<void> {
  if (flags.save === undefined) return;
  await requireFree(flags);
  await writeReportFile(flags.save, text);
}

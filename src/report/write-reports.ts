import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { makeDirectory } from './make-directory.ts';
import type { Place } from './place.ts';
import { defaultReporters } from './registry.ts';
import { repositoryPath } from './repository-path.ts';
import type { Reporter, ReportInput } from './reporter.ts';

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space there, or choose another directory with --out.',
  EDQUOT: 'Free some space there, or choose another directory with --out.',
  EACCES: 'Choose a directory with --out that you may write to.',
  EPERM: 'Choose a directory with --out that you may write to.',
  EROFS: 'That file system is read-only: choose another directory with --out.',
  ENOTDIR: 'A part of that path is a file: choose another directory with --out.',
  EEXIST: 'That path is a file: choose another directory with --out.',
  EISDIR: 'A directory has the name of a report: remove it, or choose another directory with --out.',
};

/**
 * Writes a run's report files into a directory, which is made when missing, and returns their paths.
 * Each file is either the old one or the whole new one, whatever happens in between.
 * @throws FaultlineError ERR_OUTPUT
 */
export async function writeReports(dir: string, input: ReportInput, reporters: readonly Reporter[] = defaultReporters): Promise<string[]> {
  const place = placeOf(dir, input, reporters);
  const paths: string[] = [];
  for (const reporter of reporters) {
    const path = join(dir, reporter.fileName);
    await writeReportFile(path, reporter.render({ ...input, place }));
    paths.push(path);
  }
  return paths;
}

/** Returns where the run's files are, or will be once these reports are written. */
export function placeOf(dir: string, { result }: ReportInput, reporters: readonly Reporter[]): Place {
  const from = { cwd: process.cwd(), env: process.env };
  return {
    directory: repositoryPath(dir, from),
    files: reporters.map(({ fileName }) => fileName),
    scenario: repositoryPath(result.scenario.file, from),
  };
}

/**
 * Writes one file whole or not at all; its directory is made when missing.
 * @throws FaultlineError ERR_OUTPUT
 */
export async function writeReportFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await makeDirectory(dirname(path));
    // Whatever stands there is none of ours, be it a link to somewhere else.
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new FaultlineError('ERR_OUTPUT', `${path} could not be written: ${describeError(error)}`, { hint: hintFor(error), cause: error });
  }
}

function hintFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return hints[code] ?? 'Check the directory, or choose another one with --out.';
}

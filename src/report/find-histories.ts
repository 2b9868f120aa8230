import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

const historyFile = 'history.ndjson';

/**
 * Returns the history files that a path names: the file itself, a run's directory, or every run below a directory of results.
 * @throws FaultlineError ERR_USAGE when there is none
 */
export async function findHistories(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new FaultlineError('ERR_USAGE', `${path} cannot be read: ${describeError(error)}`, { hint, cause: error });
  });
  if (!found.isDirectory()) return [path];
  if (await exists(join(path, historyFile))) return [join(path, historyFile)];
  // `latest` is a link to one of the others, and links are not followed.
  const runs = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const histories: string[] = [];
  for (const run of runs.toSorted()) if (await exists(join(path, run, historyFile))) histories.push(join(path, run, historyFile));
  if (histories.length === 0) throw new FaultlineError('ERR_USAGE', `There is no ${historyFile} in ${path}.`, { hint });
  return histories;
}

const hint = `Name a run's directory, its ${historyFile}, or a directory of runs such as reports.`;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { json } from './json.ts';
import { readRun } from './read-run.ts';
import { runResultSchema } from './result-schema.ts';
import type { RunResult } from './run-result.ts';

/**
 * Returns a run's result as the result.json beside its history has it, which is quick; where there is none, or one that this faultline does not
 * understand, as the history gives it.
 * @throws ERR_HISTORY_INVALID
 */
export async function readResult(historyPath: string): Promise<RunResult> {
  const stored = runResultSchema.safeParse(await readJson(join(dirname(historyPath), json.fileName)));
  return stored.success ? stored.data : (await readRun(historyPath)).result;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

import { appendFile, stat } from 'node:fs/promises';
import { codeBlock } from '../report/escape-markdown.ts';
import { renderSuiteSummary } from '../report/suite-summary.ts';
import type { SuiteEntry } from '../report/suite-result.ts';

/** GitHub shows no summary of a step at all when it is larger. */
const MOST_BYTES = 1024 * 1024;
/** What says that something was left out. */
const RESERVE_BYTES = 4096;

/**
 * Appends what a step of a workflow found to the file that GitHub shows as the summary of the job: a table of several runs, then each of them
 * as far as there is room.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export async function appendJobSummary(path: string, entries: readonly SuiteEntry[], runs: readonly string[]): Promise<void> {
  const table = entries.length > 1 ? [codeBlock(renderSuiteSummary(entries, { colour: false, columns: 100 }).trim())] : [];
  const already = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  let room = MOST_BYTES - RESERVE_BYTES - already;
  const kept: string[] = [];
  for (const part of [...table, ...runs]) {
    const bytes = Buffer.byteLength(part) + 2;
    if (bytes > room) break;
    room -= bytes;
    kept.push(part);
  }
  const missing = table.length + runs.length - kept.length;
  if (missing > 0) kept.push(`… and ${missing} more, for which a job summary has no room: see summary.md of each run.`);
  await appendFile(path, `${kept.join('\n\n')}\n\n`);
}

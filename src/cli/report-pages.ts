import { dirname, join } from 'node:path';
import { FaultlineError } from '../errors/faultline-error.ts';
import { commonDirectory } from '../report/common-directory.ts';
import { renderSuitePage } from '../report/html/suite/render-suite.tsx';
import { renderTrendPage } from '../report/html/trend/render-trend.tsx';
import { readResult } from '../report/read-result.ts';
import { buildUnstartedRun } from '../report/suite-result.ts';
import { suiteRows, type PlacedEntry } from '../report/suite-rows.ts';
import { writeReportFile } from '../report/write-reports.ts';
import { trendsOf } from '../report/trend.ts';
import { version } from '../suite/version.ts';

/** Writes the page of many runs, and returns its path. @throws FaultlineError ERR_OUTPUT */
export async function writeSuitePage(path: string, entries: readonly PlacedEntry[]): Promise<string> {
  await writeReportFile(path, renderSuitePage({ rows: suiteRows(entries, path), faultline: version }));
  return path;
}

/** Writes the page of scenarios over their runs, and returns its path. @throws FaultlineError ERR_OUTPUT */
export async function writeTrendPage(path: string, entries: readonly PlacedEntry[]): Promise<string> {
  await writeReportFile(path, renderTrendPage({ trends: trendsOf(entries, path), faultline: version }));
  return path;
}

/** Returns the path of a page in the directory that all of the runs are in. */
export function pageBeside(histories: readonly string[], name: string): string {
  return join(commonDirectory(histories.map((path) => dirname(path))), name);
}

/** Returns runs as they were judged when they ran; one that cannot be read is an entry that says so. */
export async function storedEntries(histories: readonly string[]): Promise<PlacedEntry[]> {
  const placed: PlacedEntry[] = [];
  for (const path of histories) placed.push(await storedEntry(path));
  return placed;
}

async function storedEntry(path: string): Promise<PlacedEntry> {
  try {
    return { entry: await readResult(path), directory: dirname(path) };
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    return { entry: buildUnstartedRun({ file: path }, error) };
  }
}

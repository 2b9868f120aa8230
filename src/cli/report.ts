import { Command } from 'commander';
import { FaultlineError } from '../errors/faultline-error.ts';
import { findHistories } from '../report/find-histories.ts';
import { renderSuiteJunit } from '../report/junit.ts';
import { readRun, type StoredRun } from '../report/read-run.ts';
import type { Reporter, ReportInput } from '../report/reporter.ts';
import { buildSuiteResult, buildUnstartedRun, type SuiteEntry, type UnstartedRun } from '../report/suite-result.ts';
import { renderSuiteSummary } from '../report/suite-summary.ts';
import { renderVerdict } from '../report/verdict-block.ts';
import { placeOf, writeReportFile, writeReports } from '../report/write-reports.ts';
import { exitCodeOfVerdict } from '../suite/exit-code.ts';
import { formatOption, formatsHelp, formatsInUse } from './formats.ts';
import { Publisher } from './publisher.ts';
import { useColour } from './use-colour.ts';

const widest = 100;

interface ReportFlags {
  readonly format?: readonly Reporter[];
  readonly out?: string;
  readonly ascii: boolean;
  readonly json: boolean;
}

/** `faultline report RUN…`: analyses and judges stored runs again and writes their reports again. Needs no engine. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Analyse and judge finished runs again from their histories, and write their report files again.')
    .argument('<run...>', "a run's directory, its history.ndjson, or a directory of runs")
    .addOption(formatOption())
    .option('--out <file>', 'write one JUnit file with all of the runs')
    .option('--ascii', 'draw with ASCII characters only', false)
    .option('--json', 'print the result document on stdout, and nothing else', false)
    .addHelpText('after', examples)
    .action(report);
}

const examples = `
${formatsHelp}

Examples:
  faultline report reports/latest                     the verdict of the last run again
  faultline report reports --out junit.xml            every run in reports/, merged for a CI server
  faultline report reports/latest --format markdown   only summary.md
  faultline report reports --format default,csv       the usual files, and buckets.csv, of every run
  faultline report run.ndjson --json | jq .verdict    for another program

The exit code is that of the verdict: 0 passed, 1 failed, 4 inconclusive.`;

async function report(paths: string[], flags: ReportFlags): Promise<void> {
  const formats = formatsInUse(flags.format);
  const publisher = new Publisher({ formats });
  const histories = (await Promise.all(paths.map(findHistories))).flat();
  const entries: SuiteEntry[] = [];
  const junitRuns: (ReportInput | UnstartedRun)[] = [];
  for (const path of histories) {
    // One run at a time is held for the terminal; only a merged file needs all of them.
    const run = await readOrExplain(path, histories.length > 1);
    entries.push('error' in run ? run : run.result);
    if (flags.out !== undefined) junitRuns.push('error' in run ? run : { ...run, place: placeOf(run.directory, run, formats) });
    if ('error' in run) publisher.unstarted(run);
    else {
      await writeAndShow(run, formats, flags);
      publisher.run(run);
    }
  }
  if (flags.out !== undefined) await writeReportFile(flags.out, renderSuiteJunit(junitRuns));
  const suite = buildSuiteResult(entries);
  if (flags.json) process.stdout.write(`${JSON.stringify(suite, null, 2)}\n`);
  else if (entries.length > 1) process.stdout.write(renderSuiteSummary(entries, style(flags)));
  await publisher.end();
  process.exitCode = exitCodeOfVerdict(suite.verdict);
}

/** Among several runs a damaged history is one inconclusive entry, and the others are still reported. */
async function readOrExplain(path: string, amongOthers: boolean): Promise<StoredRun | UnstartedRun> {
  try {
    return await readRun(path);
  } catch (error) {
    if (!amongOthers || !(error instanceof FaultlineError)) throw error;
    return buildUnstartedRun({ file: path }, error);
  }
}

async function writeAndShow(run: StoredRun, formats: readonly Reporter[], flags: ReportFlags): Promise<void> {
  await writeReports(run.directory, run, formats);
  if (flags.json) return;
  const files = { directory: run.directory, files: formats.map(({ fileName }) => fileName) };
  process.stdout.write(`${renderVerdict(run.result, run.analysis, { ...style(flags), ...files })}\n\n`);
}

function style({ ascii }: ReportFlags): { readonly colour: boolean; readonly columns: number; readonly ascii: boolean } {
  const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, widest) : widest;
  return { colour: useColour(process.stdout), columns, ascii };
}

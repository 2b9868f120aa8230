import { dirname, extname } from 'node:path';
import type { Command } from 'commander';
import { FaultlineError } from '../errors/faultline-error.ts';
import { findHistories } from '../report/find-histories.ts';
import { renderSuiteJunit } from '../report/junit.ts';
import { readRun, type StoredRun } from '../report/read-run.ts';
import type { Reporter, ReportInput } from '../report/reporter.ts';
import { buildSuiteResult, buildUnstartedRun, type UnstartedRun } from '../report/suite-result.ts';
import type { PlacedEntry } from '../report/suite-rows.ts';
import { renderSuiteSummary } from '../report/suite-summary.ts';
import { renderVerdict } from '../report/verdict-block.ts';
import { placeOf, writeReportFile, writeReports } from '../report/write-reports.ts';
import { exitCodeOfVerdict } from '../suite/exit-code.ts';
import type { Registries } from '../suite/registries.ts';
import { formatOption, formatsHelp, formatsInUse } from './formats.ts';
import { otlpOption, otlpTarget } from './otlp-target.ts';
import { Publisher } from './publisher.ts';
import { pageBeside, storedEntries, writeSuitePage, writeTrendPage } from './report-pages.ts';
import { useColour } from './use-colour.ts';
import { jsonText } from '../report/json-text.ts';

const widest = 100;

interface ReportFlags {
  readonly format?: readonly Reporter[];
  readonly otlpEndpoint?: string;
  readonly out?: string;
  readonly suite: boolean;
  readonly trend: boolean;
  readonly ascii: boolean;
  readonly json: boolean;
}

/** `faultline report RUN…`: analyses and judges stored runs again and writes their reports again. Needs no engine. */
export function equipReport(command: Command, registries: Registries): void {
  command
    .argument('<run...>', "a run's directory, its history.ndjson, or a directory of runs")
    .addOption(formatOption(registries.reporters))
    .addOption(otlpOption())
    .option('--suite', 'write only the page of all runs, suite.html, quickly: from each result.json, judging nothing again', false)
    .option('--trend', 'write only trend.html: each scenario over its runs, with what changed between them; quickly too', false)
    .option('--out <file>', 'write one file with all of the runs: a page when its name ends in .html, else JUnit')
    .option('--ascii', 'draw with ASCII characters only', false)
    .option('--json', 'print the result document on stdout, and nothing else', false)
    .addHelpText('after', examplesOf(registries))
    .action((paths: string[], flags: ReportFlags) => report(paths, flags, registries));
}

const examplesOf = ({ reporters }: Registries) => `
${formatsHelp(reporters)}

Examples:
  faultline report reports/latest                     the verdict of the last run again
  faultline report reports                            every run in reports/, and reports/suite.html with all of them
  faultline report reports --out junit.xml            every run in reports/, merged for a CI server
  faultline report reports --suite                    only reports/suite.html, hundreds of runs in seconds
  faultline report reports --trend                    reports/trend.html: availability over many runs
  faultline report reports/latest --format markdown   only summary.md
  faultline report reports --format default,csv       the usual files, and buckets.csv, of every run
  faultline report run.ndjson --json | jq .verdict    for another program

The exit code is that of the verdict: 0 passed, 1 failed, 4 inconclusive.`;

async function report(paths: string[], flags: ReportFlags, registries: Registries): Promise<void> {
  const histories = (await Promise.all(paths.map(findHistories))).flat();
  const page = flags.out !== undefined && extname(flags.out) === '.html' ? flags.out : undefined;
  if (flags.out !== page && (flags.suite || flags.trend)) {
    throw new FaultlineError('ERR_USAGE', `--suite and --trend write a page, and ${flags.out} is not the name of one.`, {
      hint: 'Give --out a name that ends in .html.',
    });
  }
  if (flags.trend) {
    const written = await writeTrendPage(page ?? pageBeside(histories, 'trend.html'), await storedEntries(histories));
    if (!flags.json) process.stdout.write(`Scenarios over their runs: ${written}\n`);
    return;
  }
  const placed = flags.suite
    ? await storedEntries(histories)
    : await reportAgain(histories, flags, registries, page === undefined ? flags.out : undefined);
  show(placed, flags);
  if (!flags.suite && page === undefined && histories.length < 2) return;
  const written = await writeSuitePage(page ?? pageBeside(histories, 'suite.html'), placed);
  if (!flags.json) process.stdout.write(`All runs on one page: ${written}\n`);
}

/** Returns every run judged again; its files are written again, and all of them into one JUnit file where that is asked for. */
async function reportAgain(
  histories: readonly string[],
  flags: ReportFlags,
  registries: Registries,
  junit: string | undefined,
): Promise<PlacedEntry[]> {
  const formats = formatsInUse(flags.format, registries);
  const publisher = new Publisher({ formats, otlp: otlpTarget(flags.otlpEndpoint) });
  const placed: PlacedEntry[] = [];
  const junitRuns: (ReportInput | UnstartedRun)[] = [];
  for (const path of histories) {
    // One run at a time is held for the terminal; only a merged file needs all of them.
    const run = await readOrExplain(path, registries, histories.length > 1);
    placed.push('error' in run ? { entry: run } : { entry: run.result, directory: dirname(path) });
    if (junit !== undefined) junitRuns.push('error' in run ? run : { ...run, place: placeOf(run.directory, run, formats) });
    if ('error' in run) publisher.unstarted(run);
    else {
      await writeAndShow(run, formats, flags);
      await publisher.run(run);
    }
  }
  if (junit !== undefined) await writeReportFile(junit, renderSuiteJunit(junitRuns));
  await publisher.end();
  return placed;
}

function show(placed: readonly PlacedEntry[], flags: ReportFlags): void {
  const entries = placed.map(({ entry }) => entry);
  const suite = buildSuiteResult(entries);
  if (flags.json) process.stdout.write(`${jsonText(suite)}\n`);
  else if (entries.length > 1) process.stdout.write(renderSuiteSummary(entries, style(flags)));
  process.exitCode = exitCodeOfVerdict(suite.verdict);
}

/** Among several runs a damaged history is one inconclusive entry, and the others are still reported. */
async function readOrExplain(path: string, { checks }: Registries, amongOthers: boolean): Promise<StoredRun | UnstartedRun> {
  try {
    return await readRun(path, checks);
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

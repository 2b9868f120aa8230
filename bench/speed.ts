/**
 * How fast everything is that is not the load: fault dispatch, start-up, suites, histories and their analysis; against the saved baseline.
 * Run: npm run bench -- --help. A complete run with --save writes bench/baseline.json and docs/benchmarks.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { missingPrerequisites } from '../src/engine/private/prerequisites.ts';
import { describeError } from '../src/errors/describe-error.ts';
import { exitCodes } from '../src/suite/exit-code.ts';
import { baselineOf, readBaseline, thisMachine, type Baseline } from './speed/baseline.ts';
import { benchmarks } from './speed/benchmarks.ts';
import { compareWithBaseline } from './speed/compare-with-baseline.ts';
import type { Job } from './speed/job.ts';
import { runBenchmark } from './speed/run-benchmark.ts';
import { say } from './speed/say.ts';
import { speedOptions, usage, type SpeedOptions } from './speed/speed-options.ts';
import { speedTable, type Row } from './speed/speed-table.ts';
import { summarise, type Summary } from './speed/summary.ts';
import { withPrivateEngine } from './speed/with-private-engine.ts';

const baselineFile = join(import.meta.dirname, 'baseline.json');
const page = join(import.meta.dirname, '../docs/benchmarks.md');
const [BEGIN, END] = ['<!-- figures: written by npm run bench -- --save -->', '<!-- end of figures -->'];

const interruption = new AbortController();
const notes: string[] = [];
const summaries: Summary[] = [];

if (process.argv.includes('--help')) console.log(usage);
else {
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort(new Error(`ended by ${name}`)));
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    say(describeError(error));
    return interruption.signal.aborted ? exitCodes.interrupted : exitCodes.usage;
  });
}

async function main(args: string[]): Promise<number> {
  const options = speedOptions(args);
  const fromMs = performance.now();
  if (options.build) build();
  const scratch = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  try {
    await measure(options, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  say(`${Math.round((performance.now() - fromMs) / 1000)} s`);
  return report(options);
}

function build(): void {
  say('building');
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run build failed; --no-build measures dist/ as it is.\n${stdout}`);
}

async function measure({ names, quick }: SpeedOptions, scratch: string): Promise<void> {
  const each = async (wanted: readonly string[], engine?: Job['engine']): Promise<void> => {
    for (const benchmark of wanted) {
      const job = { benchmark, quick, directory: mkdtempSync(join(scratch, `${benchmark}-`)), ...(engine === undefined ? {} : { engine }) };
      await measureOne(job);
    }
  };
  await each(names.filter((name) => benchmarks[name]?.needsEngine === false));
  const onEngine = names.filter((name) => benchmarks[name]?.needsEngine === true);
  const missing = onEngine.length === 0 ? [] : await missingPrerequisites();
  for (const { what, fix } of missing) notes.push(`${onEngine.join(', ')}: not measured, ${what}. ${fix}`);
  if (onEngine.length > 0 && missing.length === 0) await withPrivateEngine(interruption.signal, async (engine) => each(onEngine, engine));
}

async function measureOne(job: Job): Promise<void> {
  say(`${job.benchmark}: ${benchmarks[job.benchmark]?.summary ?? ''}`);
  try {
    const measured = await runBenchmark(job, interruption.signal);
    summaries.push(...measured.figures.map((figure) => summarise(job.benchmark, figure)));
    notes.push(...measured.notes);
  } catch (error) {
    interruption.signal.throwIfAborted();
    notes.push(`${job.benchmark}: failed: ${describeError(error)}`);
  }
}

async function report({ save, failOn }: SpeedOptions): Promise<number> {
  const [machine, date] = [thisMachine(), new Date().toISOString().slice(0, 10)];
  const baseline = readBaseline(baselineFile);
  const rows: Row[] = summaries.map((summary) => ({ summary, change: compareWithBaseline(summary, baseline, machine) }));
  console.log(await pretty(`${speedTable(rows)}\n\n${againstText(baseline)}`));
  for (const note of notes) say(note);
  const failed = notes.some((note) => note.includes(': failed: '));
  if (save && failed) say('Nothing is saved: the run is not complete.');
  else if (save) {
    writeFileSync(baselineFile, `${JSON.stringify(baselineOf(summaries, machine, date), undefined, 2)}\n`);
    await writePage(
      `${conditions(date)}\n\n${speedTable(summaries.map((summary) => ({ summary })))}\n\n${notes.map((note) => `- ${note}`).join('\n')}`,
    );
    say('Saved in bench/baseline.json and docs/benchmarks.md');
  }
  const worse = rows.filter(({ change }) => change?.beyondNoise === true && change.factor >= (failOn ?? Infinity));
  for (const { summary, change } of worse)
    say(`${summary.benchmark}: ${summary.what}: ${change?.factor.toFixed(2) ?? ''} times the baseline`);
  return failed || worse.length > 0 ? 1 : 0;
}

function againstText(baseline: Baseline | undefined): string {
  if (baseline === undefined) return 'There is no baseline yet: `npm run bench -- --save`.';
  const { processors, kernel, node } = baseline.machine;
  return `Baseline: ${baseline.date}, ${processors}, ${kernel}, Node.js ${node}.`;
}

function conditions(date: string): string {
  const { processors, memoryGb, kernel, node } = thisMachine();
  return `${date}, ${processors}, ${memoryGb} GB, ${kernel}, Node.js ${node}.`;
}

async function writePage(text: string): Promise<void> {
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(BEGIN);
  writeFileSync(page, await pretty(`${before}${BEGIN}\n\n${text}\n\n${END}${rest.split(END)[1] ?? ''}`));
}

async function pretty(markdown: string): Promise<string> {
  return format(markdown, { ...(await resolveConfig(page)), parser: 'markdown' });
}

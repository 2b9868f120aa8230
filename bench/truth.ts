/**
 * How true the figures are: faultline and other load tools against a server whose outages are known, and the bars that faultline must hold.
 * Run: npm run bench:truth -- --help. A complete run writes its figures into docs/truth.md. Exit code 1: a bar was missed.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildServer } from './truth/build-server.ts';
import { compareAll, TIMEOUT_MS, TOOL_RATE } from './truth/compare-all.ts';
import { installedTools } from './truth/installed-tools.ts';
import { scheduleBars } from './truth/schedule-bars.ts';
import { summarise } from './truth/summarise.ts';
import { truthBars } from './truth/truth-bars.ts';
import { truthOptions, usage, type TruthBenchOptions } from './truth/truth-options.ts';
import { truthTables, type Conditions } from './truth/truth-tables.ts';

const results = join(import.meta.dirname, 'truth/results');
const page = join(import.meta.dirname, '../docs/truth.md');
const [BEGIN, END] = ['<!-- figures: written by npm run bench:truth -->', '<!-- end of figures -->'];

if (process.argv.includes('--help')) console.log(usage);
else process.exitCode = await main(truthOptions(process.argv.slice(2)));

async function main(options: TruthBenchOptions): Promise<number> {
  const server = buildServer();
  try {
    return await bench(options, server);
  } finally {
    rmSync(server, { force: true });
  }
}

async function bench(options: TruthBenchOptions, server: string): Promise<number> {
  const { installed, missingPackages } = installedTools(options.install);
  if (missingPackages.length > 0) say(`Not compared, as they are missing (--install, or apt-get install -y ${missingPackages.join(' ')}).`);
  const tools = installed.filter(({ name }) => options.wantsTool(name));
  const comparisons = await compareAll(options, tools, server, say);
  mkdirSync(results, { recursive: true });
  save('raw.json', comparisons);
  const own = options.wantsTool('faultline');
  if (own) say('The schedule under pressure');
  const bars = own ? [...truthBars(comparisons), ...(await scheduleBars(server, options.repetitions, options.seconds))] : [];
  const summaries = summarise(comparisons);
  const conditions = conditionsOf(options, missingPackages);
  const text = await pretty(truthTables(summaries, bars, conditions));
  console.log(text);
  if (options.complete && missingPackages.length === 0) {
    save('truth.json', { conditions, bars, summaries });
    const [before = '', rest = ''] = readFileSync(page, 'utf8').split(BEGIN);
    writeFileSync(page, await pretty(`${before}${BEGIN}\n\n${text}\n${END}${rest.split(END)[1] ?? ''}`));
    say('Written to docs/truth.md');
  }
  for (const { name, required, measured, result } of bars)
    if (result !== 'met') say(`${result}: ${name}: ${required}; measured ${measured}`);
  return bars.every(({ result }) => result === 'met') ? 0 : 1;
}

function conditionsOf({ repetitions, seconds }: TruthBenchOptions, missing: readonly string[]): Conditions {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const machine = `${cpus().length} × ${model}, Linux ${release()}, Node.js ${process.version}`;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine,
    repetitions,
    seconds,
    timeoutMs: TIMEOUT_MS,
    toolRate: TOOL_RATE,
    missing,
  };
}

async function pretty(markdown: string): Promise<string> {
  return format(markdown, { ...(await resolveConfig(page)), parser: 'markdown' });
}

function save(name: string, value: unknown): void {
  writeFileSync(join(results, name), `${JSON.stringify(value, undefined, 1)}\n`);
}

function say(text: string): void {
  console.error(text);
}

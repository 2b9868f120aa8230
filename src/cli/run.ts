import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { nonEmpty } from './non-empty.ts';
import { tellLeftovers } from '../run/reaper/leftovers.ts';
import { withReaper } from '../run/reaper/with-reaper.ts';
import { stateDir } from '../run/state-dir.ts';
import { needsSwarm } from '../scenario/needs-swarm.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { share } from '../scenario/options/share.ts';
import { readScenarios } from '../suite/read-scenarios.ts';
import { exitCodeOfSuite } from '../suite/exit-code.ts';
import type { Reporter } from '../report/reporter.ts';
import { findScenarioFiles } from '../suite/find-scenario-files.ts';
import type { Registries } from '../suite/registries.ts';
import { requireAllowedCommands } from '../suite/require-allowed-commands.ts';
import { runSuite, type FileOutcome } from '../suite/run-suite.ts';
import { SuiteEngines } from '../suite/suite-engines.ts';
import { placedEntriesOf, suiteResultOf, unstartedRunOf } from '../suite/suite-result-of.ts';
import { formatOption, formatsHelp, formatsInUse } from './formats.ts';
import { onInterruption } from './interruption.ts';
import { otlpOption, otlpTarget } from './otlp-target.ts';
import { Publisher } from './publisher.ts';
import { writeSuitePage } from './report-pages.ts';
import { RunDisplay } from './run-display.ts';
import { messageOf } from './run-program.ts';

interface RunFlags {
  readonly engine: string;
  readonly swarmInit: boolean;
  readonly out: string;
  readonly format?: readonly Reporter[];
  readonly otlpEndpoint?: string;
  readonly seed?: string;
  readonly jobs: number;
  readonly repeat?: number;
  readonly maxTargets?: number;
  readonly maxShare?: number;
  readonly allowLabel: readonly string[];
  readonly denyLabel: readonly string[];
  readonly allowCommands: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `faultline run PATH…`: runs scenario files and judges them. */
export function equipRun(command: Command, registries: Registries): void {
  command
    .argument('<path...>', 'scenario files or folders')
    .addOption(
      new Option('--engine <which>', 'auto, private, private:NAME, or an address such as unix:///var/run/docker.sock')
        .default('auto')
        .env('FAULTLINE_ENGINE'),
    )
    .option('--swarm-init', 'run `swarm init` on the engine when scenarios have services and it is in no Swarm', false)
    .option('--out <dir>', 'where results go: DIR/<run id>/, DIR/latest, and of several runs DIR/latest-suite.html', 'reports')
    .addOption(formatOption(registries.reporters))
    .addOption(otlpOption())
    .option('--seed <text>', "seed of every random choice; overrides the scenario's own", nonEmpty)
    .option('--jobs <n>', 'how many scenarios run at the same time', positiveInteger, 1)
    .option('--repeat <n>', 'run each scenario n times', positiveInteger)
    .option('--max-targets <n>', 'blast radius: no fault may hit more containers than this', positiveInteger)
    .option(
      '--max-share <percent>',
      "blast radius: no fault may hit more than this share of a subject's containers, such as 50%",
      percentage,
    )
    .option('--allow-label <label>', 'blast radius: of what is attached, only what has one of these labels (repeatable)', collect, [])
    .option('--deny-label <label>', 'blast radius: nothing that has one of these labels (repeatable)', collect, [])
    .option('--allow-commands', 'let loads run the programs that the scenario files name, on this machine', false)
    .option('--json', 'print the result document on stdout, and nothing else', false)
    .option('--quiet', 'no progress on stderr', false)
    .addHelpText('after', examplesOf(registries))
    .action((paths: string[], flags: RunFlags) => run(paths, flags, registries));
}

const examplesOf = ({ reporters }: Registries) => `
${formatsHelp(reporters)}

Examples:
  faultline run scenarios/signals                        all scenarios of a folder
  faultline run my.yaml --seed 42                        the same random choices every time
  faultline run my.yaml --json | jq .runs[0].load        figures for another program
  faultline run suite/ --jobs 4 --out /tmp/results       four at a time, results elsewhere
  faultline run my.yaml --engine private                 on a throw-away Docker Engine of its own, with Swarm
  faultline run my.yaml --format default,prometheus      the usual files, and metrics.prom
  faultline run my.yaml --max-targets 1                  whatever the file says, one container at most
  faultline run my.yaml --deny-label tier=db             whatever the file says, no fault on a container with this label

Ctrl-C undoes and removes everything before faultline ends.`;

async function run(paths: string[], flags: RunFlags, registries: Registries): Promise<void> {
  const files = await findScenarioFiles(paths);
  const scenarios = await readScenarios(files, registries);
  requireAllowedCommands(scenarios, flags.allowCommands);
  const swarmFiles = new Set(files.filter((file) => isForSwarm(scenarios.get(file))));
  const formats = formatsInUse(flags.format, registries);
  const display = new RunDisplay({ json: flags.json, quiet: flags.quiet, jobs: flags.jobs, files: files.length, formats });
  const signal = onInterruption((line) => display.say(line));
  const say = (line: string): void => display.say(line);
  for (const line of await tellLeftovers(stateDir())) say(line);
  const needs = { swarm: swarmFiles.size > 0, plain: swarmFiles.size < files.length };
  // It watches from here on: an engine may have to be made first.
  await withReaper(stateDir(), say, async () => {
    const engines = await SuiteEngines.connect({ which: flags.engine, swarmInit: flags.swarmInit, needs }, say);
    try {
      const outcomes = await runSuite(files, {
        ...limitsOf(flags),
        registries,
        engineFor: (file) => engines.of(swarmFiles.has(file)),
        measures: (file) => Object.keys(scenarios.get(file)?.load ?? {}).length > 0,
        formats,
        signal,
        watch: (file) => display.watch(file),
        onFileEnd: (outcome) => display.fileEnded(outcome),
      });
      display.end(outcomes, suiteResultOf(outcomes), await suitePageOf(outcomes, flags.out));
      await publish(outcomes, new Publisher({ formats, otlp: otlpTarget(flags.otlpEndpoint) }));
      process.exitCode = exitCodeOfSuite(outcomes, signal.aborted);
    } finally {
      await engines.close();
    }
  });
}

function limitsOf(flags: RunFlags) {
  return {
    out: flags.out,
    jobs: flags.jobs,
    allowCommands: flags.allowCommands,
    blastRadius: {
      ...(flags.maxTargets === undefined ? {} : { maxTargets: flags.maxTargets }),
      ...(flags.maxShare === undefined ? {} : { maxShare: flags.maxShare }),
      ...(flags.allowLabel.length === 0 ? {} : { allow: [flags.allowLabel] }),
      ...(flags.denyLabel.length === 0 ? {} : { deny: flags.denyLabel }),
    },
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.repeat === undefined ? {} : { repeat: flags.repeat }),
  };
}

async function publish(outcomes: readonly FileOutcome[], publisher: Publisher): Promise<void> {
  for (const { file, runs, error } of outcomes) {
    for (const run of runs) await publisher.run(run);
    if (error !== undefined) publisher.unstarted(unstartedRunOf(file, error));
  }
  await publisher.end();
}

/** Several scenarios, or repetitions of one, also get a page. That it cannot be written takes nothing from what was found. */
async function suitePageOf(outcomes: readonly FileOutcome[], out: string): Promise<string | undefined> {
  const placed = placedEntriesOf(outcomes);
  if (placed.length < 2) return undefined;
  const path = join(out, 'latest-suite.html');
  return writeSuitePage(path, placed).then(
    () => `All of them on one page: ${path}`,
    (error: unknown) => messageOf(error),
  );
}

function isForSwarm(scenario: Scenario | undefined): boolean {
  return scenario !== undefined && needsSwarm(scenario);
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

function collect(label: string, before: readonly string[]): readonly string[] {
  return [...before, nonEmpty(label)];
}

function percentage(text: string): number {
  const parsed = share().safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'It must be a percentage such as 50%.');
  return parsed.data;
}

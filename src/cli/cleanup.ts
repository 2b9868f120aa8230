import { Option, type Command } from 'commander';
import { chooseEngine } from '../engine/choose-engine.ts';
import { cleanupText } from '../run/cleanup/cleanup-text.ts';
import { cleanup } from '../run/cleanup/cleanup.ts';
import { connectAgain } from '../run/cleanup/connect-again.ts';
import { stateDir } from '../run/state-dir.ts';
import { exitCodes } from '../suite/exit-code.ts';
import { jsonText } from '../report/json-text.ts';
import { visible } from '../report/visible.ts';

interface CleanupFlags {
  readonly engine: string;
  readonly run?: string;
  readonly all: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `faultline cleanup`: undoes and removes what dead runs left behind. */
export function equipCleanup(command: Command): void {
  command
    .addOption(new Option('--engine <which>', 'the engine that --all looks at').default('auto').env('FAULTLINE_ENGINE'))
    .option('--run <id>', 'only this run')
    .option('--all', 'also remove what carries the label of a run that this machine does not know', false)
    .option('--dry-run', 'only tell what would be done', false)
    .option('--json', 'print a document on stdout', false)
    .addHelpText('after', examples)
    .action(run);
}

const examples = `
Examples:
  faultline cleanup             after faultline was killed: undo from its log, remove by label
  faultline cleanup --dry-run   what would be undone and removed
  faultline cleanup --all       also what older or remote runs left on this engine

Exit code 4: something is left, with the command that would remove it.`;

async function run(flags: CleanupFlags): Promise<void> {
  const results = await cleanup({
    stateDir: stateDir(),
    all: flags.all,
    dryRun: flags.dryRun,
    connect: connectAgain,
    connectChosen: () => chooseEngine(flags.engine, (line) => process.stderr.write(`${line}\n`)),
    ...(flags.run !== undefined && { run: flags.run }),
  });
  process.stdout.write(flags.json ? `${jsonText({ schema: 1, runs: results })}\n` : `${cleanupText(results).map(visible).join('\n')}\n`);
  if (results.some(({ outcome }) => outcome === 'left')) process.exitCode = exitCodes.inconclusive;
}

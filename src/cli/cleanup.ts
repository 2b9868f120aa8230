import { Command, Option } from 'commander';
import { resolveEngineAddress } from '../engine/address/resolve-engine-address.ts';
import { chooseEngine } from '../engine/choose-engine.ts';
import { connectEngine } from '../engine/connect-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { cleanup, type RunCleanup } from '../run/cleanup/cleanup.ts';
import { stateDir } from '../run/state-dir.ts';
import type { RunOwner } from '../run/undo-record.ts';
import { exitCodes } from '../suite/exit-code.ts';

interface CleanupFlags {
  readonly engine: string;
  readonly run?: string;
  readonly all: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `faultline cleanup`: undoes and removes what dead runs left behind. */
export function cleanupCommand(): Command {
  return new Command('cleanup')
    .description('Undo and remove whatever runs left behind whose process is dead. Nothing without a run label is ever removed.')
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
  process.stdout.write(flags.json ? `${JSON.stringify({ schema: 1, runs: results }, null, 2)}\n` : toText(results));
  if (results.some(({ outcome }) => outcome === 'left')) process.exitCode = exitCodes.inconclusive;
}

/** Keys are not written to disk: an engine behind TLS is reached when the environment still names it. */
async function connectAgain({ endpoint, hostAddress }: RunOwner['engine']): Promise<Engine> {
  const named = await resolveEngineAddress().catch(() => undefined);
  return connectEngine({ ...(named?.endpoint === endpoint ? named : { endpoint }), hostAddress });
}

const headings: Record<RunCleanup['outcome'], string> = {
  cleaned: 'cleaned up',
  left: 'SOMETHING IS LEFT',
  live: 'still runs: not touched',
  'would-clean': 'would be cleaned up',
};

function toText(results: readonly RunCleanup[]): string {
  if (results.length === 0) return 'Nothing to clean up.\n';
  const lines = results.flatMap((result) => [
    `run ${result.run}: ${headings[result.outcome]}`,
    ...result.undone.map((what) => `  undo       ${what}`),
    ...result.services.map((name) => `  service    ${name}`),
    ...result.containers.map((name) => `  container  ${name}`),
    ...result.networks.map((name) => `  network    ${name}`),
    ...result.left.map(({ what, message }) => `  left       ${what}: ${message}`),
  ]);
  return `${lines.join('\n')}\n`;
}

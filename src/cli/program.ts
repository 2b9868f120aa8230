import { Command } from 'commander';
import { version } from '../suite/version.ts';
import { configOption, configured } from './config-option.ts';
import { outlines, type CommandOutline } from './outlines.ts';

/**
 * Returns the command line of faultline. It never exits the process; errors are thrown. A command has its name and its summary, and gets the rest when it is
 * dispatched: the modules of one command take a good part of a second to load, and memory as long as the process lives.
 */
export function createProgram(): Command {
  const program = new Command('faultline')
    .description(
      'When containers die, hang, turn unhealthy or are replaced: what do users notice, and does everything come back as promised?',
    )
    .version(version)
    .addOption(configOption())
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => byName.get(command.name())?.usage ?? command.name() })
    .addHelpText('after', examples)
    .hook('preSubcommand', async (_program, command) => equip(command));
  for (const [name, { summary }] of byName) program.addCommand(withoutExit(new Command(name).description(summary)));
  return withoutExit(program);
}

/** In place of commander's own, which would show a command that has not been given its options. */
const help: CommandOutline = {
  usage: 'help [command]',
  summary: 'show what a command does, with examples',
  equip: (command) => {
    command.argument('[command]').allowExcessArguments();
    command.action(async (name: string | undefined) => {
      const program = command.parent;
      const asked = program?.commands.find((one) => one !== command && one.name() === name);
      if (asked !== undefined) await equip(asked);
      (asked ?? program)?.help({ error: name !== undefined && asked === undefined });
    });
  },
};

const byName: ReadonlyMap<string, CommandOutline> = new Map(
  [...outlines, help].map((outline) => [outline.usage.split(' ')[0] ?? '', outline]),
);

/** Gives a command its arguments, options, help and action. */
async function equip(command: Command): Promise<void> {
  await byName.get(command.name())?.equip(command, configured(command.parent?.opts<{ config?: string }>().config));
  withoutExit(command);
}

function withoutExit(command: Command): Command {
  command.exitOverride().showHelpAfterError(`(${wordsOf(command)} --help shows the options, with examples)`);
  for (const sub of command.commands) withoutExit(sub);
  return command;
}

/** What is typed to reach it: faultline engine down. */
function wordsOf(command: Command): string {
  return command.parent === null ? command.name() : `${wordsOf(command.parent)} ${command.name()}`;
}

const examples = `
Examples:
  faultline doctor                              what this engine can and cannot do
  faultline validate scenarios/                 every problem of every file, with its place and its fix
  faultline plan scenarios/restart/always.yaml  what would happen, touching nothing
  faultline run scenarios/signals --jobs 3      run a folder of scenarios, three at a time
  faultline init --compose compose.yaml         scenarios that are ready to run
  faultline attack kill web                     disturb what already runs, by hand; asks first
  faultline measure http://localhost:8080/      availability of what runs already, without Docker
  faultline report reports/latest               render a finished run again
  faultline compare runs-a runs-b               which differences are larger than the noise?

Exit codes: 0 passed, 1 failed, 2 usage or invalid scenario, 3 engine unreachable or a capability missing, 4 inconclusive, 130 interrupted.`;

import { Command } from 'commander';
import { registries as ownRegistries, type Registries } from '../suite/registries.ts';
import { version } from '../suite/version.ts';
import { attackCommand, equipAttack } from './attack/attack.ts';
import { configOption } from './config-option.ts';
import { checkCommand } from './check.ts';
import { cleanupCommand } from './cleanup.ts';
import { compareCommand } from './compare.ts';
import { doctorCommand } from './doctor.ts';
import { engineCommand } from './engine.ts';
import { initCommand } from './init.ts';
import { measureCommand } from './measure.ts';
import { planCommand } from './plan.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { validateCommand } from './validate.ts';

/** Returns the command line of faultline. It never exits the process; errors are thrown. */
export function createProgram(registries: Registries = ownRegistries): Command {
  const program = new Command('faultline')
    .description(
      'When containers die, hang, turn unhealthy or are replaced: what do users notice, and does everything come back as promised?',
    )
    .version(version)
    .addOption(configOption())
    .helpCommand('help [command]', 'show what a command does, with examples')
    .addHelpText('after', examples)
    .hook('preSubcommand', (_program, command) => {
      if (command.name() === 'attack') equipAttack(command, registries);
    });
  const commands = [
    runCommand(registries),
    attackCommand(registries),
    initCommand(),
    measureCommand(),
    validateCommand(registries),
    planCommand(registries),
    checkCommand(registries),
    reportCommand(registries),
    compareCommand(),
    doctorCommand(),
    engineCommand(),
    cleanupCommand(),
    schemaCommand(registries),
  ];
  for (const command of commands) program.addCommand(withoutExit(command));
  return withoutExit(program);
}

function withoutExit(command: Command): Command {
  command
    .exitOverride()
    .showHelpAfterError(`(${command.parent === null ? '' : 'faultline '}${command.name()} --help shows the options, with examples)`);
  for (const sub of command.commands) withoutExit(sub);
  return command;
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

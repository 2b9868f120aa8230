import { Command } from 'commander';
import type { Registries } from '../../suite/registries.ts';
import { equipFaultCommand } from './fault-command.ts';
import { equipRandomCommand } from './random-command.ts';

/** `faultline attack FAULT TARGET…`: disturbs what already runs, by hand, and undoes it. A command for each fault of the registry. */
export function equipAttack(attack: Command, registries: Registries): void {
  attack
    .usage('FAULT TARGET... [options]')
    .helpCommand('help [fault]', 'show what a fault does, its options and examples')
    .addHelpText('after', examples);
  attack.commandsGroup('Faults:');
  for (const fault of registries.faults) {
    const command = new Command(fault.name).description(fault.summary);
    equipFaultCommand(command, fault, registries);
    attack.addCommand(command);
  }
  attack.commandsGroup('By chance:');
  const random = new Command('random').description(
    'Draw faults and targets by a seed, again and again, within limits (also: attack --random).',
  );
  equipRandomCommand(random, registries);
  attack.addCommand(random, { isDefault: true });
}

const examples = `
A target is a container's name or id, the name of a Swarm service, or \`service:NAME\`; or select with --label, --regex, --compose, --stack, --service.

Examples:
  faultline attack kill web                                              asks first, then kills, watches for 5 s, and starts it again
  faultline attack pause web --duration 3s --yes                         no questions
  faultline attack stop --compose shop/web --pick 50% --dry-run          only show what would be hit
  faultline attack kill web --measure http://localhost:8080/ --yes       what users notice: the same report as of a scenario
  faultline attack restart --label app=web --every 30s --jitter 50% --for 10m --save again.yaml --yes
  faultline attack rollout web --image shop/web:v2                       a rollout of a Swarm service, rolled back afterwards
  faultline attack --random --label app=web --faults kill,pause:3 --every 1m --for 1h --yes
  faultline attack help kill                                             options and examples of one fault

Exit code: 0 done as asked (and what was expected holds), 1 an expectation does not hold, 2 usage, no target, or refused by a guard rail,
3 engine unreachable, 4 something could not be done or undone, 130 interrupted (after undo).`;

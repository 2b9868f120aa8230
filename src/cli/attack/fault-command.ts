import { Command, Option } from 'commander';
import { faultFlags, type FaultFlag } from '../../attack/fault-flags.ts';
import type { AttackRequest } from '../../attack/plan-attack.ts';
import { readFaultFlags } from '../../attack/read-fault-flags.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { Fault } from '../../faults/fault.ts';
import type { Registries } from '../../suite/registries.ts';
import { addAttackFlags, collect, type AttackFlags } from './attack-flags.ts';
import { attackWords } from './attack-words.ts';
import { faultExamples } from './fault-examples.ts';
import { runAttack } from './run-attack.ts';
import { selectionOf } from './selection-of.ts';

/** Gives the command of one fault its options, made from the fault's schema, and what it does. */
export function equipFaultCommand(command: Command, fault: Fault, registries: Registries): void {
  if (fault.of !== 'none') command.argument('[target...]', fault.of === 'service' ? 'names of Swarm services' : 'containers or services');
  const common = addAttackFlags(new Command()).options.map(({ long }) => long ?? '');
  const flags = faultFlags(fault, common);
  command.optionsGroup('What:');
  for (const flag of flags) command.addOption(optionOf(flag));
  addAttackFlags(command);
  command.addHelpText('after', examplesOf(fault.name));
  command.action(async (...parameters: unknown[]) => {
    const [targets] = fault.of === 'none' ? [[]] : parameters;
    const given = command.opts<AttackFlags & Readonly<Record<string, unknown>>>();
    const options = readFaultFlags(fault, flags, (flag) => given[optionOf(flag).attributeName()]);
    await runAttack(requestOf(fault, options, Array.isArray(targets) ? targets.map(String) : [], given, registries), given, registries);
  });
}

function requestOf(
  fault: Fault,
  options: Readonly<Record<string, unknown>>,
  targets: readonly string[],
  flags: AttackFlags,
  { checks }: Registries,
): AttackRequest {
  if (flags.every !== undefined && flags.times === undefined && flags.for === undefined) {
    throw new FaultlineError('ERR_USAGE', '--every does not say how often.', { hint: 'Add --times 10 or --for 10m.' });
  }
  if (flags.every === undefined && flags.times !== undefined) {
    throw new FaultlineError('ERR_USAGE', '--times does not say how far apart.', { hint: 'Add --every 30s.' });
  }
  return {
    uses: [{ fault, options, weight: 1 }],
    selection: selectionOf(targets, flags),
    ...(flags.pick !== undefined && { pick: flags.pick }),
    rhythm: rhythmOf(flags),
    words: attackWords(flags, fault.of === 'service', checks),
  };
}

/** Returns what the options say about times. */
export function rhythmOf(flags: AttackFlags): AttackRequest['rhythm'] {
  const { duration, for: whole, every, times, jitter, follow } = flags;
  return {
    jitter,
    ...(duration !== undefined && { durationMs: duration }),
    ...(whole !== undefined && { forMs: whole }),
    ...(every !== undefined && { everyMs: every }),
    ...(times !== undefined && { times }),
    ...(follow !== undefined && { follow }),
  };
}

function optionOf({ flag, takes, placeholder, description, choices, required }: FaultFlag): Option {
  const repeated = takes === 'pairs' || takes === 'list';
  const option = new Option(
    takes === 'nothing' ? flag : `${flag} <${placeholder}>`,
    repeated ? `${description}; may be repeated` : description,
  );
  if (choices !== undefined) option.choices([...choices]);
  if (repeated) option.argParser(collect);
  return required ? option.makeOptionMandatory() : option;
}

function examplesOf(name: string): string {
  const examples = faultExamples[name] ?? [];
  const lines = examples.map((example) => `  faultline attack ${example}`);
  return lines.length === 0
    ? ''
    : `\nExamples:\n${lines.join('\n')}\n\nWithout a terminal --yes is needed; --dry-run shows what would be hit.`;
}

import { Option, type Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseQuietHours, type QuietHours } from '../../attack/quiet-hours.ts';
import type { AttackRequest } from '../../attack/plan-attack.ts';
import { checkFaultOptions } from '../../attack/read-fault-flags.ts';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { Fault } from '../../faults/fault.ts';
import { nearest } from '../../scenario/nearest.ts';
import type { Registries } from '../../suite/registries.ts';
import { addAttackFlags, collect, positiveDuration, positiveInteger, type AttackFlags } from './attack-flags.ts';
import { attackWords } from './attack-words.ts';
import { rhythmOf } from './fault-command.ts';
import { runAttack } from './run-attack.ts';
import { selectionOf } from './selection-of.ts';

interface RandomFlags extends AttackFlags {
  readonly random?: true;
  readonly faults: string;
  readonly options?: readonly string[];
  readonly maxConcurrent: number;
  readonly maxPerTarget?: number;
  readonly pauseBetween?: number;
  readonly quietHours?: readonly QuietHours[];
}

const DEFAULT_EVERY_MS = 30_000;
const MINUTE_MS = 60_000;
const WEIGHTED = /^([a-z-]+)(?::(\d{1,4}))?$/;
const written = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Gives `faultline attack --random` its options: faults drawn by a seed, every decision made before the first and written down. */
export function equipRandomCommand(command: Command, registries: Registries): void {
  command
    .argument('[target...]', 'containers or services')
    .addOption(new Option('--random').hideHelp())
    .optionsGroup('What:')
    .option('--faults <list>', 'faults to draw from, with weights: kill,pause:3', 'kill,stop,restart,pause,crash')
    .option('--options <yaml>', "options of one of them, as in a scenario: 'stop: { grace: 1s }'; may be repeated", collect)
    .option('--max-concurrent <n>', 'how many faults may be in force at the same time', positiveInteger, 1)
    .option('--max-per-target <n>', 'how often one target may be hit', positiveInteger)
    .option('--pause-between <duration>', 'rest after a fault is over', positiveDuration)
    .option('--quiet-hours <from-until>', 'do nothing then, by the clock of this machine: 22:00-06:00; may be repeated', collectHours);
  addAttackFlags(command).addHelpText('after', examples);
  command.action(async (targets: string[]) => {
    const flags = command.opts<RandomFlags>();
    checkMeant(command, targets, flags, registries.faults);
    await runAttack(requestOf(targets, flags, registries), flags, registries);
  });
}

const examples = `
Examples:
  faultline attack --random --label app=web --for 10m --yes
  faultline attack random --compose shop --faults kill,pause:3 --every 1m --jitter 30% --for 1h --seed 42 --save again.yaml --yes
  faultline attack random web-1 web-2 --faults signal,stop --options 'signal: { signal: SIGHUP }' --times 5 --every 10s --dry-run
  faultline attack random --label app=web --max-concurrent 2 --max-per-target 3 --quiet-hours 22:00-06:00 --every 5m --for 24h --yes

The same seed and the same targets make the same decisions. reports/latest/scenario.yaml repeats what was done.`;

/** The command is what `attack` does when no fault is named, so that a misspelt one ends here. */
function checkMeant(command: Command, targets: readonly string[], { random }: RandomFlags, faults: readonly Fault[]): void {
  const [word] = command.parent?.args ?? [];
  if (random === true || word === 'random') return;
  const names = faults.map(({ name }) => name);
  const [first] = targets;
  if (first === undefined) throw new FaultlineError('ERR_USAGE', 'Which fault?', { hint: `One of: ${names.join(', ')}; or --random.` });
  throw new FaultlineError('ERR_USAGE', `There is no fault ${first}.`, { hint: hintFor(first, [...names, 'random']) });
}

function hintFor(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `The faults are ${known.join(', ')}.` : `Did you mean ${near}?`;
}

function requestOf(targets: readonly string[], flags: RandomFlags, registries: Registries): AttackRequest {
  const now = new Date();
  const { maxPerTarget, pauseBetween = 0 } = flags;
  if (flags.times === undefined && flags.for === undefined) {
    throw new FaultlineError('ERR_USAGE', 'A random attack has to end.', { hint: 'Add --for 10m or --times 20.' });
  }
  const uses = usesOf(flags, registries.faults);
  const words = attackWords(
    flags,
    uses.some(({ fault }) => fault.of === 'service'),
    registries.checks,
  );
  // What a guard rail refuses when its time has come is left out: others may be hit then.
  const more = { ...words.more, blast_radius: { ...words.more.blast_radius, refused: 'skip' as const } };
  return {
    uses,
    selection: selectionOf(targets, flags),
    ...(flags.pick !== undefined && { pick: flags.pick }),
    rhythm: { ...rhythmOf(flags), everyMs: flags.every ?? DEFAULT_EVERY_MS },
    random: {
      maxConcurrent: flags.maxConcurrent,
      ...(maxPerTarget !== undefined && { maxPerTarget }),
      pauseMs: pauseBetween,
      quietHours: flags.quietHours ?? [],
      startMinute: now.getHours() * 60 + now.getMinutes() + (now.getSeconds() * 1000) / MINUTE_MS,
    },
    words: { ...words, more },
  };
}

function usesOf({ faults: list, options = [] }: RandomFlags, faults: readonly Fault[]): AttackRequest['uses'] {
  const given = Object.assign({}, ...options.map(readOptions)) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return list.split(',').map((text) => {
    const [, name = text.trim(), weight = '1'] = WEIGHTED.exec(text.trim()) ?? [];
    const fault = faults.find((one) => one.name === name);
    if (fault === undefined) {
      throw new FaultlineError('ERR_USAGE', `--faults: there is no fault ${name}.`, {
        hint: hintFor(
          name,
          faults.map((one) => one.name),
        ),
      });
    }
    const own = given[name] ?? {};
    checkFaultOptions(fault, own);
    return { fault, options: own, weight: Number(weight) };
  });
}

function readOptions(text: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  try {
    return written.parse(parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it does not name a fault and its options' : describeError(error);
    throw new FaultlineError('ERR_USAGE', `--options: \`${text}\`: ${why}.`, { hint: "Write it as 'stop: { grace: 1s }'." });
  }
}

function collectHours(text: string, before: readonly QuietHours[] = []): readonly QuietHours[] {
  return [...before, parseQuietHours(text)];
}

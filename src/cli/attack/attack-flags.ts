import { InvalidArgumentError, Option, type Command } from 'commander';
import { parsePick } from '../../attack/parse-pick.ts';
import type { Follow } from '../../attack/strike.ts';
import { readDuration } from '../../scenario/options/duration.ts';
import { readPattern } from '../../scenario/options/pattern.ts';
import { readShare } from '../../scenario/options/share.ts';
import { OptionTextError } from '../../scenario/options/text-option.ts';
import type { Pick } from '../../scenario/scenario.ts';
import { nonEmpty } from '../non-empty.ts';

/** The options that every attack has, as they were read. */
export interface AttackFlags {
  readonly label?: readonly string[];
  readonly regex?: string;
  readonly compose?: readonly string[];
  readonly stack?: readonly string[];
  readonly service?: readonly string[];
  readonly pick?: Pick;
  readonly every?: number;
  readonly jitter: number;
  readonly for?: number;
  readonly times?: number;
  readonly duration?: number;
  readonly follow?: Follow;
  readonly observe?: number;
  readonly seed?: string;
  readonly until?: readonly string[];
  readonly untilVerdict?: 'failed' | 'inconclusive';
  readonly measure?: string;
  readonly rate: string;
  readonly measureTimeout: string;
  readonly measureHeader?: readonly string[];
  readonly measureExpectStatus?: string;
  readonly measureExpectBody?: string;
  readonly expect?: readonly string[];
  readonly maxTargets?: number;
  readonly maxShare?: string;
  readonly allowLastHealthy: boolean;
  readonly allowLabel?: readonly string[];
  readonly denyLabel?: readonly string[];
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly save?: string;
  readonly force: boolean;
  readonly out: string;
  readonly engine: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Adds the options that every attack has, in groups as the help shows them. */
export function addAttackFlags(command: Command): Command {
  return addRunFlags(addMeasureFlags(addTimeFlags(addTargetFlags(command))));
}

function addTargetFlags(command: Command): Command {
  return command
    .optionsGroup('Whom:')
    .option('--label <key=value>', 'only what has this label; may be repeated', collect)
    .option('--regex <expression>', 'only what has such a name', option(readPattern))
    .option('--compose <project/service>', 'the containers of a Compose project, or of one of its services', collect)
    .option('--stack <name>', 'the services of a stack', collect)
    .option('--service <name>', 'a Swarm service', collect)
    .option(
      '--pick <which>',
      'all, one, oldest, newest, random:2 or 50% (default: what is named; of what is selected one at random)',
      parsePick,
    )
    .option('--max-targets <n>', 'guard rail: refuse to hit more than this at a time', positiveInteger)
    .option(
      '--max-share <percent>',
      'guard rail: refuse to hit more than this share of the replicas',
      option((text) => (readShare(text), text)),
    )
    .option('--allow-last-healthy', 'guard rail: let the last healthy replica be hit', false)
    .option('--allow-label <label>', 'guard rail: refuse what has none of these labels; may be repeated', collect)
    .option('--deny-label <label>', 'guard rail: refuse what has this label; may be repeated', collect);
}

function addTimeFlags(command: Command): Command {
  return command
    .optionsGroup('When, and for how long:')
    .option('--every <duration>', 'again and again, this long apart; needs --times or --for', positiveDuration)
    .option('--jitter <percent>', 'with --every: how far each time may be off, up to 50%', option(readJitter), 0)
    .option('--times <n>', 'with --every: how often', positiveInteger)
    .option('--for <duration>', 'how long the whole attack takes', positiveDuration)
    .option('--duration <duration>', 'how long each fault lasts before it is undone', positiveDuration)
    .addOption(
      new Option('--follow <what>', 'tasks: what a lasting fault follows when its task is replaced').choices(['task', 'slot', 'version']),
    )
    .option('--observe <duration>', 'how long to watch afterwards (default 5s)', option(readDuration))
    .option('--seed <text>', 'fixes every random choice; printed when it is drawn', nonEmpty);
}

function addMeasureFlags(command: Command): Command {
  return command
    .optionsGroup('What users notice:')
    .option('--measure <url>', 'measure availability meanwhile, as `faultline measure` does')
    .option('--rate <rate>', 'with --measure: requests per time', '100/s')
    .option('--measure-timeout <duration>', 'with --measure: deadline of each request', '1s')
    .option('--measure-header <header>', "with --measure: a request header, 'name: value'; may be repeated", collect)
    .option('--measure-expect-status <list>', 'with --measure: good statuses, such as 200,204 (default 200 to 399)')
    .option('--measure-expect-body <regex>', 'with --measure: a good body matches this')
    .option(
      '--expect <expectation>',
      "such as 'availability >= 99%' or 'restarts of web == 1'; may be repeated; decides the exit code",
      collect,
    )
    .option('--until <condition>', "stop and undo everything when this comes true, such as 'availability < 95%'; may be repeated", collect)
    .addOption(
      new Option('--until-verdict <verdict>', 'what the attack comes to at best when --until has come true (default failed)').choices([
        'failed',
        'inconclusive',
      ]),
    );
}

function addRunFlags(command: Command): Command {
  return command
    .optionsGroup('How:')
    .option('--dry-run', 'only show what would be done', false)
    .option('--yes', 'do not ask', false)
    .option('--save <file>', 'write the scenario that repeats what was done (with --dry-run: what would be)', nonEmpty)
    .option('--force', 'with --save: overwrite the file', false)
    .option('--out <dir>', 'where history and reports go: DIR/<run id>/ and DIR/latest', 'reports')
    .addOption(
      new Option('--engine <which>', 'auto, private, private:NAME, or an address such as unix:///var/run/docker.sock')
        .default('auto')
        .env('FAULTLINE_ENGINE'),
    )
    .option('--json', 'print the result document on stdout, and nothing else', false)
    .option('--quiet', 'no progress on stderr', false);
}

/** Returns a text option as commander wants it: what is wrong becomes its error, with the fix. */
export function option<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof OptionTextError)) throw error;
      throw new InvalidArgumentError(`${error.message}: ${error.fix}.`);
    }
  };
}

export const positiveDuration = option((text) => {
  const ms = readDuration(text);
  if (ms <= 0) throw new OptionTextError(`\`${text}\` is no time at all`, 'write a duration such as `10s`');
  return ms;
});

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, nonEmpty(text)];
}

function readJitter(text: string): number {
  const share = readShare(text);
  if (share > 0.5) throw new OptionTextError('so much jitter would change the order', 'write at most `50%`');
  return share;
}

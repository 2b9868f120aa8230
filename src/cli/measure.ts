import type { Command } from 'commander';
import type { Check } from '../checks/check.ts';
import type { Expectation } from '../checks/judge-all.ts';
import { readExpectation } from '../checks/read-expectation.ts';
import { availability } from '../checks/availability.ts';
import { latency } from '../checks/latency.ts';
import { outage } from '../checks/outage.ts';
import { versions } from '../checks/versions.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { formatRate } from '../scenario/format-rate.ts';
import { readDuration } from '../scenario/options/duration.ts';
import { OptionTextError } from '../scenario/options/text-option.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { exitCodeOfVerdict, exitCodes } from '../suite/exit-code.ts';
import { measureLoad } from '../suite/measure-load.ts';
import type { Registries } from '../suite/registries.ts';
import type { ScenarioRun } from '../suite/scenario-run.ts';
import { MeasureDisplay } from './measure-display.ts';
import { onMeasureInterruption } from './measure-interruption.ts';
import { readMeasureLoad, type MeasureLoadFlags } from './measure-load-options.ts';
import { messageOf } from './run-program.ts';
import { unresolvedName } from './unresolved-name.ts';
import { useColour } from './use-colour.ts';
import { jsonText } from '../report/json-text.ts';

const widest = 100;
const DEFAULT_FOR_MS = 10_000;
/** What can be expected of requests alone. */
const ownMeasurable = [availability, outage, latency, versions];
/** What a project's check may be about, where there is nothing but a load. */
const aboutLoads: ReadonlySet<Check['of']> = new Set(['load', 'load-or-subject', 'none']);

/** What a configuration adds. */
type Added = Pick<Registries, 'checks' | 'probes'>;

interface MeasureFlags extends MeasureLoadFlags {
  readonly for?: number;
  readonly expect?: readonly Expectation[];
  readonly out?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `faultline measure URL`: measures availability, and nothing else. Needs no engine and no scenario. */
export async function equipMeasure(command: Command, added?: Added): Promise<void> {
  const checks = await measurable(added);
  command
    .argument('<url>', 'http://, https://, or tcp://host:port for a bare connect')
    .argument('[program...]', 'after --command --: a program and its arguments in place of a request; exit code 0 is good')
    .option('--rate <rate>', 'requests per time on each stream, or stages: 50/s..500/s over 30s, 500/s for 1m', '100/s')
    .option('--for <duration>', 'how long (default: the length of the stages, else 10s)', readFor)
    .option('--timeout <duration>', 'deadline of each request, counted from when it was due', '1s')
    .option('--connections <which>', 'new, keep-alive, or both side by side (default)')
    .option('--method <method>', 'HTTP method (default GET; with a body POST)')
    .option('--header <header>', "a request header, 'name: value'; may be repeated", collectText)
    .option('--body <text>', 'request body')
    .option('--body-file <file>', 'request body from a file')
    .option('--expect-status <list>', 'good statuses, such as 200,204 or 2xx (default 200 to 399)')
    .option('--expect-body <regex>', 'a good body matches this')
    .option('--http <version>', '1.1 (default) or 2')
    .option('--ca <file>', 'PEM file: accept only certificates that it vouches for')
    .option('--insecure', 'accept any certificate')
    .option('--version-header <name>', "response header that tells the application's version")
    .option('--version-body <regex>', 'expression whose only group in the body is the version')
    .option('--probe <probe>', "ask by a probe of faultline.config.ts: its name, or '{ name: { option: value } }'")
    .option('--command', 'run the program after -- in place of each request; {host} and {port} in it are those of the URL')
    .option('--expect <expectation>', "such as 'availability >= 99.9%'; may be repeated; decides the exit code", collectExpectation(checks))
    .option('--out <dir>', 'keep history and reports in DIR/<run id>/, as run does (default: nothing is kept)')
    .option('--json', 'print the result document on stdout, and nothing else', false)
    .option('--quiet', 'no progress on stderr', false)
    .addHelpText('after', examples)
    .action(async (url: string, program: string[], flags: MeasureFlags) => measure(url, program, flags, added));
}

const examples = `
Examples:
  faultline measure http://localhost:8080/
  faultline measure http://localhost:8080/ --rate 200/s --for 30s --expect 'availability >= 99.9%' --expect 'outage <= 500ms'
  faultline measure https://shop.test/health --ca ca.pem --timeout 250ms --expect-status 200 --expect 'p99 <= 50ms'
  faultline measure http://localhost:8080/ --version-header x-version --for 2m --expect 'version 2 == 100%'
  faultline measure http://localhost:8080/ --rate '50/s..500/s over 30s, 500/s for 30s'
  faultline measure http://localhost:8080/orders --body '{"id":1}' --header 'content-type: application/json'
  faultline measure tcp://localhost:5432 --rate 20/s --for 1m
  faultline measure tcp://localhost:5432 --rate 5/s --command -- pg_isready -h {host} -p {port}
  faultline measure tcp://localhost:6379 --probe redis-ping --rate 50/s
  faultline measure http://localhost:8080/ --for 24h --out reports    then: faultline check reports/latest --expect 'outage <= 2s'

Expectations compare availability, outage (the longest), outage.total, outages (how many), p50, p90, p99, p99.9, max, or version NAME;
\`on new\` and \`on keep-alive\` name a stream: 'availability on keep-alive == 100%'.

Exit code: 0 everything expected holds (or nothing was expected), 1 something does not, 2 usage, 4 it cannot be told, 130 interrupted.
A server that does not answer is no error: its availability is 0%.`;

async function measure(url: string, program: string[], flags: MeasureFlags, added: Added | undefined): Promise<void> {
  const spec = readMeasureLoad(url, program, flags, { ...(added && { probes: added.probes }) });
  const forMs = flags.for ?? stagesMs(spec) ?? DEFAULT_FOR_MS;
  const display = new MeasureDisplay(forMs, { quiet: flags.quiet });
  const signal = onMeasureInterruption((line) => display.say(line));
  void unresolvedName(url).then((hint) => {
    if (hint !== undefined && !signal.aborted) display.say(hint);
  });
  const run = await measureLoad({
    spec,
    forMs,
    expect: flags.expect ?? [],
    ...(added === undefined ? {} : { checks: added.checks }),
    ...(flags.out === undefined ? {} : { out: flags.out }),
    signal,
    onEvent: (event) => display.onEvent(event),
  }).finally(() => display.end());
  process.stdout.write(`${flags.json ? await document(run) : await text(run, spec, flags.out !== undefined)}\n`);
  process.exitCode = exitCodeOf(run, signal.aborted);
}

async function document({ result }: ScenarioRun): Promise<string> {
  const { buildMeasureResult } = await import('../report/measure-result.ts');
  return jsonText(buildMeasureResult(result));
}

async function text({ result, analysis, directory }: ScenarioRun, spec: LoadSpec, kept: boolean): Promise<string> {
  const { renderMeasurement } = await import('../report/measure-block.ts');
  return renderMeasurement(result, analysis, {
    rate: formatRate(spec),
    colour: useColour(process.stdout),
    columns: process.stdout.isTTY ? Math.min(process.stdout.columns, widest) : widest,
    ...(kept ? { directory } : {}),
  });
}

function exitCodeOf({ result, error }: ScenarioRun, interrupted: boolean): number {
  if (interrupted) return exitCodes.interrupted;
  if (error !== undefined) process.stderr.write(`${messageOf(error)}\n`);
  return error !== undefined && result.verdict === 'passed' ? exitCodes.inconclusive : exitCodeOfVerdict(result.verdict);
}

/** Stages say themselves how long they are. */
function stagesMs({ stages }: LoadSpec): number | undefined {
  return stages?.reduce((sum, { forMs }) => sum + forMs, 0);
}

function readFor(given: string): number {
  const ms = durationOf(given);
  if (ms > 0) return ms;
  throw new FaultlineError('ERR_USAGE', `--for: \`${given}\` is no time at all.`, { hint: 'Write how long to measure, such as 30s.' });
}

function durationOf(given: string): number {
  try {
    return readDuration(given);
  } catch (error) {
    if (!(error instanceof OptionTextError)) throw error;
    throw new FaultlineError('ERR_USAGE', `--for: ${error.message}.`, {
      hint: `${error.fix.charAt(0).toUpperCase()}${error.fix.slice(1)}.`,
    });
  }
}

function collectText(given: string, before: readonly string[] = []): readonly string[] {
  return [...before, given];
}

/** Those of a project that may be about nothing but a load, too. */
async function measurable(added: Added | undefined): Promise<readonly Check[]> {
  if (added === undefined) return ownMeasurable;
  const { checks: own } = await import('../checks/registry.ts');
  return [...ownMeasurable, ...added.checks.filter((check) => !own.includes(check) && aboutLoads.has(check.of))];
}

function collectExpectation(checks: readonly Check[]) {
  return (given: string, before: readonly Expectation[] = []): readonly Expectation[] => [...before, readExpectation(given, checks)];
}

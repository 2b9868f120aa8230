import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { parseRateText } from '../scenario/options/parse-rate-text.ts';
import { OptionTextError } from '../scenario/options/text-option.ts';
import type { LoadInput } from '../scenario/frame-inputs.ts';
import type { Definitions } from '../scenario/definition.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import type { Issue } from '../scenario/validate/issue.ts';
import { validateValue } from '../scenario/validate/validate-value.ts';
import { MEASURED } from '../suite/measure-load.ts';

/** The options of `faultline measure` that say what one request is, as they were typed. */
export interface MeasureLoadFlags {
  readonly rate: string;
  readonly timeout: string;
  readonly method?: string;
  readonly header?: readonly string[];
  readonly body?: string;
  readonly bodyFile?: string;
  readonly expectStatus?: string;
  readonly expectBody?: string;
  readonly connections?: string;
  readonly http?: string;
  readonly ca?: string;
  readonly insecure?: true;
  readonly versionHeader?: string;
  readonly versionBody?: string;
  readonly probe?: string;
  readonly command?: true;
}

/** By the path of a load's key in a scenario file: what stands for it on the command line. */
const flagNames: Readonly<Record<string, string>> = {
  url: 'URL',
  headers: '--header',
  'expect.status': '--expect-status',
  'expect.body': '--expect-body',
  'version.header': '--version-header',
  'version.body': '--version-body',
  version: '--version-header, --version-body',
  'tls.ca': '--ca',
  'tls.insecure': '--insecure',
  tls: '--ca, --insecure',
};

/** Returns what an option of `measure` is called in the command that has it. */
type NameOf = (option: string) => string;

const ofMeasure: NameOf = (option) => option;
const ofAttack: NameOf = (option) => (option === 'URL' ? '--measure' : option.replaceAll(/--(?!rate)/g, '--measure-'));

/**
 * Returns the load that the options of an attack describe as a scenario file would have it, with a rate that does not change.
 * @throws ERR_USAGE with every problem and its fix
 */
export function writtenLoad(url: string, flags: MeasureLoadFlags): LoadInput {
  const { ratePerSecond } = readMeasureLoad(url, [], flags, { nameOf: ofAttack });
  if (readRateFlag(flags.rate).stages !== undefined)
    throw usage(['--rate: stages are for `faultline measure`'], `Write \`${ratePerSecond}/s\`.`);
  return { url, rate: flags.rate, timeout: flags.timeout, ...writtenRequest(flags, ofAttack), ...writtenAnswer(flags) };
}

/**
 * Returns the load that the command line describes, read by the same rules as one in a scenario file.
 * @throws ERR_USAGE with every problem and its fix
 */
export function readMeasureLoad(
  url: string,
  program: readonly string[],
  flags: MeasureLoadFlags,
  { probes = [], nameOf = ofMeasure }: { readonly probes?: Definitions['probes']; readonly nameOf?: NameOf } = {},
): LoadSpec {
  if (program.length > 0 && flags.command === undefined) {
    throw usage([`${program.join(' ')}: measure takes one URL`], 'A program in place of a request is written `--command -- PROGRAM ARG…`.');
  }
  const rate = readRateFlag(flags.rate);
  const load = { url, rate: `${rate.ratePerSecond}/s`, timeout: flags.timeout, ...writtenRequest(flags, nameOf), ...writtenAnswer(flags) };
  const file = { name: MEASURED, load: { [MEASURED]: flags.command === undefined ? load : { ...load, command: program } } };
  const { scenario, issues } = validateValue(file, {
    // A load names none of the others.
    definitions: { faults: [], checks: [], triggers: [], probes },
    env: {},
    baseDir: process.cwd(),
    positionOf: () => ({ line: 0, column: 0 }),
  });
  const spec = scenario?.load[MEASURED];
  if (spec === undefined)
    throw usage(
      issues.map((issue) => issueLine(issue, nameOf)),
      hintOf(url, issues),
    );
  return { ...spec, ...rate };
}

function writtenRequest(flags: MeasureLoadFlags, nameOf: NameOf): Readonly<Record<string, unknown>> {
  const { method, header, body, bodyFile, connections, http, ca, insecure, probe } = flags;
  if (body !== undefined && bodyFile !== undefined) throw usage(['--body and --body-file exclude each other'], 'Remove one of the two.');
  const content = bodyFile === undefined ? body : readBody(bodyFile);
  return {
    ...(method === undefined ? content !== undefined && { method: 'POST' } : { method: method.toUpperCase() }),
    ...(header !== undefined && { headers: Object.fromEntries(header.map((text) => readHeader(text, nameOf('--header')))) }),
    ...(content !== undefined && { body: content }),
    ...(probe !== undefined && { probe: readProbe(probe) }),
    ...(connections !== undefined && { connections }),
    ...(http !== undefined && { http }),
    ...((ca !== undefined || insecure !== undefined) && { tls: { ...(ca !== undefined && { ca }), ...(insecure && { insecure }) } }),
  };
}

function writtenAnswer({ expectStatus, expectBody, versionHeader, versionBody }: MeasureLoadFlags): Readonly<Record<string, unknown>> {
  const status = expectStatus?.split(',').map((text) => (/^ *\d+ *$/.test(text) ? Number(text) : text.trim()));
  const expect = { ...(status !== undefined && { status }), ...(expectBody !== undefined && { body: expectBody }) };
  const version = {
    ...(versionHeader !== undefined && { header: versionHeader }),
    ...(versionBody !== undefined && { body: versionBody }),
  };
  return { ...(Object.keys(expect).length > 0 && { expect }), ...(Object.keys(version).length > 0 && { version }) };
}

function readRateFlag(text: string): ReturnType<typeof parseRateText> {
  try {
    return parseRateText(text);
  } catch (error) {
    if (!(error instanceof OptionTextError)) throw error;
    throw usage([`--rate: ${error.message}`], sentence(error.fix));
  }
}

/** A name, or a mapping as in a scenario file. */
function readProbe(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw usage([`--probe: ${describeError(error)}`], "Write a name, or '{ name: { option: value } }'.");
  }
}

function readBody(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw usage([`--body-file: ${path} cannot be read: ${describeError(error)}`], 'Check the path.');
  }
}

function readHeader(text: string, option: string): [name: string, value: string] {
  const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/s.exec(text) ?? [];
  if (name === '') throw usage([`${option}: \`${text}\` has no colon`], `Write it as ${option} 'name: value'.`);
  return [name.trim(), value];
}

function issueLine({ path, message }: Issue, nameOf: NameOf): string {
  const keys = path.slice(2).map(String);
  const name = flagNames[keys.slice(0, 2).join('.')] ?? flagNames[keys[0] ?? ''] ?? (keys[0] === undefined ? '' : `--${keys[0]}`);
  return name === '' ? message : `${nameOf(name)}: ${message}`;
}

function hintOf(url: string, issues: readonly Issue[]): string {
  const withScheme = `http://${url}`;
  const notUrl = issues.some(({ path }) => path.length === 3 && path[2] === 'url');
  if (notUrl && !url.includes('://') && URL.canParse(withScheme)) return `Write ${withScheme}.`;
  if (notUrl && !URL.canParse(url)) return 'Write a URL such as http://localhost:8080/ or tcp://localhost:5432.';
  return [...new Set(issues.flatMap(({ fix }) => (fix === undefined ? [] : [sentence(fix)])))].join(' ');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
}

function usage(problems: readonly string[], hint: string): FaultlineError {
  return new FaultlineError('ERR_USAGE', problems.join('\n  '), { hint });
}

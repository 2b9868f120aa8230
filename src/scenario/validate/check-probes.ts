import { resolve } from 'node:path';
import { caProblem } from '../ca-problem.ts';
import type { ScenarioFile } from '../grammar/scenario-grammar.ts';
import { quoteValue } from '../options/issue-text.ts';
import type { LoadSpec } from '../scenario.ts';
import { isRecord, valueAt, type Issue } from './issue.ts';

/** A command is a process of its own: more of them would measure this machine. */
const MOST_COMMANDS_PER_SECOND = 50;
const MOST_COMMANDS_AT_ONCE = 100;

/** Words that only HTTP knows; `expect` and `version` have a meaning for a command's output. */
const httpOnly = ['http', 'tls', 'method', 'headers', 'body'] as const;

interface Written {
  readonly spec: LoadSpec;
  /** The load as it stands in the file. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly baseDir: string;
}

type Found = Omit<Issue, 'at'> & Partial<Pick<Issue, 'at'>>;

/** Returns what is wrong with loads whose words do not go together: what a request is decides what can be said about it. */
export function checkProbes(root: unknown, file: Pick<ScenarioFile, 'load'>, baseDir: string): Issue[] {
  return Object.entries(file.load).flatMap(([name, spec]) => {
    const raw = valueAt(root, ['load', name]);
    const written = { spec, raw: isRecord(raw) ? raw : {}, baseDir };
    const found = [...checkUrl(written), ...checkWords(written), ...checkTls(written), ...checkCommand(written), ...checkProxy(written)];
    return found.map((issue): Issue => ({ at: 'value', ...issue, path: ['load', name, ...issue.path] }));
  });
}

/** Returns a warning for each load that runs a program on the machine of whoever runs the scenario. */
export function commandWarnings({ load }: Pick<ScenarioFile, 'load'>): Issue[] {
  return Object.entries(load).flatMap(([name, { command }]) => {
    if (command === undefined) return [];
    const message = `this runs a program on the machine of whoever runs the scenario: ${quoteValue(command.join(' '))}`;
    return [{ path: ['load', name, 'command'], at: 'key', message, fix: 'read it; `faultline run` needs `--allow-commands` for it' }];
  });
}

/** What stands in place of a request that faultline knows. */
function insteadOf({ spec, raw }: Written): 'command' | 'probe' | undefined {
  if (spec.command !== undefined) return 'command';
  return raw['probe'] === undefined ? undefined : 'probe';
}

function checkUrl(written: Written): Found[] {
  const { url } = written.spec;
  const instead = insteadOf(written);
  const { protocol, hostname, port, pathname, search, hash, username } = new URL(url);
  const path = ['url'];
  if (protocol !== 'tcp:') {
    if (instead === undefined) return [];
    return [
      {
        path,
        message: `a ${instead} sends no HTTP request`,
        fix: `write where ${instead === 'command' ? '{host} and {port} are' : 'it goes'}, such as \`tcp://${hostname}:${port || '5432'}\``,
      },
    ];
  }
  if (port === '' || port === '0') return [{ path, message: `\`${url}\` has no port`, fix: `add it, such as \`tcp://${hostname}:5432\`` }];
  const more = `${username}${pathname}${search}${hash}`;
  return more === '' || more === '/'
    ? []
    : [{ path, message: 'a tcp:// URL is a host and a port', fix: `write \`tcp://${hostname}:${port}\`` }];
}

function checkWords(written: Written): Found[] {
  const { spec, raw } = written;
  if (!spec.url.startsWith('tcp:')) return [];
  const instead = insteadOf(written);
  const what = instead === undefined ? 'a bare connect' : `a ${instead}`;
  const without: Without = (path, why) => ({
    path,
    at: 'key',
    message: `${what} has no ${why}`,
    fix: 'remove it',
  });
  const found = httpOnly.filter((key) => raw[key] !== undefined).map((key) => without([key], `\`${key}\`: it is not HTTP`));
  const answer = instead === 'command' ? [] : ['expect', 'version'];
  const why = instead === undefined ? 'answer, so `KEY` cannot look at it' : '`KEY`: it judges its answers itself';
  for (const key of answer) if (raw[key] !== undefined) found.push(without([key], why.replace('KEY', key)));
  if (instead === 'command') found.push(...checkCommandWords(raw, without));
  const { connections } = raw;
  if (instead !== 'probe' && connections !== undefined && connections !== 'new') {
    found.push({
      path: ['connections'],
      message: `${what} is always new: nothing is kept between two of them`,
      fix: 'write `new`, or remove it',
    });
  }
  return found;
}

type Without = (path: readonly string[], why: string) => Found;

function checkCommandWords(raw: Written['raw'], without: Without): Found[] {
  const has = (...path: readonly string[]) => valueAt(raw, path) !== undefined;
  return [
    ...(has('expect', 'status') ? [without(['expect', 'status'], 'HTTP status: exit code 0 is good')] : []),
    ...(has('version', 'header') ? [without(['version', 'header'], 'headers')] : []),
    ...(has('probe') ? [without(['probe'], '`probe`: it is a way to ask itself')] : []),
  ];
}

function checkTls({ spec: { url, tls }, raw, baseDir }: Written): Found[] {
  if (tls === undefined || raw['tls'] === undefined || url.startsWith('tcp:')) return [];
  if (!url.startsWith('https:')) {
    return [
      { path: ['tls'], at: 'key', message: 'there is no certificate without https', fix: 'write the URL with `https://`, or remove it' },
    ];
  }
  const problem = tls.caFile === undefined ? undefined : caProblem(resolve(baseDir, tls.caFile));
  if (problem === undefined) return [];
  const fix = 'write the path of a PEM file, relative to the scenario file';
  return [{ path: ['tls', 'ca'], message: `\`${tls.caFile ?? ''}\` ${problem}`, fix }];
}

function checkCommand({ spec: { command, ratePerSecond, timeoutMs } }: Written): Found[] {
  if (command === undefined) return [];
  if (ratePerSecond > MOST_COMMANDS_PER_SECOND) {
    const message = `a command is a process of its own: more than ${MOST_COMMANDS_PER_SECOND} a second would measure this machine`;
    return [{ path: ['rate'], message, fix: `write at most \`${MOST_COMMANDS_PER_SECOND}/s\`` }];
  }
  const most = Math.ceil((ratePerSecond * timeoutMs) / 1000);
  if (most <= MOST_COMMANDS_AT_ONCE) return [];
  const message = `with this rate and timeout up to ${most} commands run at the same time, and ${MOST_COMMANDS_AT_ONCE} is the most`;
  return [{ path: ['rate'], message, fix: 'lower `rate` or `timeout`' }];
}

/** The HAProxy of `route: proxy` forwards HTTP/1.1 in the clear. */
function checkProxy({ spec }: Written): Found[] {
  if (spec.route !== 'proxy' || (spec.url.startsWith('http:') && spec.http !== '2')) return [];
  const what = spec.http === '2' ? 'HTTP/2' : `a ${new URL(spec.url).protocol}// URL`;
  return [{ path: ['route'], message: `the proxy forwards plain HTTP/1.1, not ${what}`, fix: 'write `route: tasks` or `route: ingress`' }];
}

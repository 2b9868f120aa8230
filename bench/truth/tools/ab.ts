import { numberIn, wholeSeconds, type Tool } from './tool.ts';

const MORE_THAN_ENOUGH = '10000000';

/** Closed loop. */
export const ab: Tool = {
  name: 'ab',
  notes: '10 kept connections, closed loop, -r to go on after errors; it gives up at its first timeout',
  debianPackage: 'apache2-utils',
  command: ({ url, seconds, timeoutMs }) => [
    'ab',
    '-r',
    '-k',
    '-q',
    '-c',
    '10',
    '-t',
    String(seconds),
    '-n',
    MORE_THAN_ENOUGH,
    '-s',
    wholeSeconds(timeoutMs),
    url,
  ],
  parse: ({ stdout }) => {
    const complete = numberIn(stdout, /^Complete requests:\s+(\d+)/m);
    if (complete === undefined) return undefined;
    const [, connect = 0, receive = 0, length = 0, exceptions = 0] = (
      /\(Connect: (\d+), Receive: (\d+), Length: (\d+), Exceptions: (\d+)\)/.exec(stdout) ?? []
    ).map(Number);
    const bad = numberIn(stdout, /^Non-2xx responses:\s+(\d+)/m) ?? 0;
    // A connection that broke stands in each of the three.
    const failed = Math.min(complete, bad + connect + Math.max(receive, length, exceptions));
    return { ok: complete - failed, failed, p99Ms: numberIn(stdout, /^\s+99%\s+(\d+)/m) };
  },
};

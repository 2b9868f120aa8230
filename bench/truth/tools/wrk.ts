import { numberIn, wholeSeconds, type Tool } from './tool.ts';

const msPerUnit: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** Closed loop. */
export const wrk: Tool = {
  name: 'wrk',
  notes: '10 connections, closed loop',
  debianPackage: 'wrk',
  command: ({ url, seconds, timeoutMs }) => [
    'wrk',
    '-t1',
    '-c10',
    `-d${seconds}s`,
    '--timeout',
    `${wholeSeconds(timeoutMs)}s`,
    '--latency',
    url,
  ],
  parse: ({ stdout }) => {
    const replies = numberIn(stdout, /(\d+) requests in/);
    if (replies === undefined) return undefined;
    const bad = numberIn(stdout, /Non-2xx or 3xx responses: (\d+)/) ?? 0;
    const [, connect = 0, read = 0, write = 0, timeout = 0] = (
      /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout) ?? []
    ).map(Number);
    const [, value, unit = ''] = /^\s+99%\s+([\d.]+)(us|ms|s|m)$/m.exec(stdout) ?? [];
    return {
      ok: replies - bad,
      failed: bad + connect + read + write + timeout,
      p99Ms: value === undefined ? undefined : Number(value) * (msPerUnit[unit] ?? Number.NaN),
    };
  },
};

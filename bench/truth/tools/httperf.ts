import { numberIn, type Tool } from './tool.ts';

/** Open loop by connections: a new one for each request. */
export const httperf: Tool = {
  name: 'httperf',
  notes: '--rate, a new connection for each request: open loop; it tells no percentiles, and keeps a processor busy',
  debianPackage: 'httperf',
  command: ({ port, ratePerSecond, seconds, timeoutMs }) => [
    'httperf',
    '--hog',
    '--server',
    '127.0.0.1',
    '--port',
    String(port),
    '--uri',
    '/',
    '--num-conns',
    String(ratePerSecond * seconds),
    '--rate',
    String(ratePerSecond),
    '--timeout',
    String(timeoutMs / 1000),
  ],
  parse: ({ stdout }) => {
    const connections = numberIn(stdout, /^Total: connections (\d+)/m);
    const ok = numberIn(stdout, /^Reply status: .*2xx=(\d+)/m);
    const bad = /^Reply status: 1xx=(\d+) 2xx=\d+ 3xx=(\d+) 4xx=(\d+) 5xx=(\d+)/m.exec(stdout)?.slice(1).map(Number) ?? [];
    const errors = numberIn(stdout, /^Errors: total (\d+)/m);
    if (connections === undefined || ok === undefined || errors === undefined) return undefined;
    return { ok, failed: bad.reduce((sum, count) => sum + count, errors), p99Ms: undefined };
  },
};

import { percentile } from '../percentile.ts';
import { numberIn, wholeSeconds, type Tool } from './tool.ts';

const PERIOD_MS = 10;

/** Open loop by connections: a new one for each request. */
export const h2load: Tool = {
  name: 'h2load',
  notes: `--h1, a new connection for each request, some every ${PERIOD_MS} ms: open loop; p99 from its --log-file, which holds answers only`,
  debianPackage: 'nghttp2-client',
  command: ({ url, ratePerSecond, seconds, timeoutMs, file }) => {
    const requests = String(ratePerSecond * seconds);
    const rate = ['-r', String((ratePerSecond * PERIOD_MS) / 1000), '--rate-period', `${PERIOD_MS}ms`];
    return ['h2load', '--h1', '-c', requests, '-n', requests, ...rate, '-T', `${wholeSeconds(timeoutMs)}s`, '--log-file', file, url];
  },
  parse: ({ stdout, file }) => {
    const total = numberIn(stdout, /^requests: (\d+) total/m);
    const ok = numberIn(stdout, /^status codes: (\d+) 2xx/m);
    if (total === undefined || ok === undefined) return undefined;
    // Start in µs, status, duration in µs.
    const lines = file.split('\n').map((line) => line.split('\t'));
    const latenciesMs = lines.filter(([, status]) => status === '200').map(([, , us]) => Number(us) / 1000);
    return { ok, failed: total - ok, p99Ms: percentile(latenciesMs, 0.99) };
  },
};

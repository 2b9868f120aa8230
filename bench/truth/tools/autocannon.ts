import { createRequire } from 'node:module';
import { z } from 'zod';
import { wholeSeconds, type Tool, type ToolRequest } from './tool.ts';

const result = z.object({
  '2xx': z.number(),
  non2xx: z.number(),
  /** Timeouts among them. */
  errors: z.number(),
  latency: z.object({ p99: z.number() }),
});

const CONNECTIONS = '10';

/** Sends the next request when the last one was answered. */
export const autocannonClosed = autocannon('autocannon', '10 connections, closed loop', () => []);

/** The same with its limit of the rate. */
export const autocannonRate = autocannon(
  'autocannon -R',
  '10 connections, overallRate; its rate limit works in bursts of a second',
  (request) => ['-R', String(request.ratePerSecond)],
);

function autocannon(name: string, notes: string, more: (request: ToolRequest) => readonly string[]): Tool {
  return {
    name,
    notes,
    debianPackage: undefined,
    command: (request) => {
      const program = createRequire(import.meta.url).resolve('autocannon/autocannon.js');
      const common = ['--json', '-c', CONNECTIONS, '-d', String(request.seconds), '-t', wholeSeconds(request.timeoutMs)];
      return [process.execPath, program, ...common, ...more(request), request.url];
    },
    parse: ({ stdout }) => {
      const line = stdout.split('\n').find((text) => text.startsWith('{'));
      if (line === undefined) return undefined;
      const { '2xx': ok, non2xx, errors, latency } = result.parse(JSON.parse(line));
      return { ok, failed: non2xx + errors, p99Ms: latency.p99 };
    },
  };
}

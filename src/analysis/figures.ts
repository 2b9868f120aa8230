import { requestClasses, type RequestClass } from '../history/load-bucket.ts';
import type { LoadFigures, RequestColumns, StreamAnalysis, Window } from './analysis.ts';
import { classCode } from './class-code.ts';
import { lateFromMs } from './late-from-ms.ts';
import { percentileOf, percentiles, type Values } from './percentiles.ts';
import { requestRange } from './request-range.ts';
import { countVersion, restIn, type RestPart } from './rest-requests.ts';

/** Returns the figures of one stream's requests due in the window; without a window, of all of them. */
export function figures(stream: StreamAnalysis, window?: Window): LoadFigures {
  const { requests } = stream;
  const { from, until } = requestRange(requests, window);
  const rest = restIn(requests, window);
  const byClass = countCodes(requests.class.subarray(from, until), requestClasses.length);
  for (const { of, n } of rest) byClass[of.class] = (byClass[of.class] ?? 0) + n;
  const due = byClass.reduce((sum, count) => sum + count, 0);
  const ok = byClass[classCode('ok')] ?? 0;
  const unsent = byClass[classCode('unsent')] ?? 0;
  const sent = due - unsent;
  return {
    due,
    ok,
    failed: sent - ok,
    availability: sent === 0 ? Number.NaN : ok / sent,
    errors: errorsOf(byClass),
    latencyMs: percentiles(latencies(stream, from, until, rest)),
    versions: versionsOf(requests, from, until, rest),
    schedule: { ...slip(stream, from, until, rest), unsent },
  };
}

function countCodes(codes: Uint8Array, kinds: number): number[] {
  const counts = Array.from({ length: kinds }, () => 0);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function errorsOf(byClass: readonly number[]): Partial<Record<RequestClass, number>> {
  const failures = requestClasses.filter((name) => name !== 'ok' && name !== 'unsent');
  const counted = failures.map((name) => [name, byClass[classCode(name)] ?? 0] as const);
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

/** Returns the latencies that count: answers as expected, and timeouts as the deadline. */
function latencies({ requests, timeoutMs }: StreamAnalysis, from: number, until: number, rest: readonly RestPart[]): Values {
  const ok = classCode('ok');
  const timeout = classCode('timeout');
  const timeouts = rest.filter(({ of }) => of.class === timeout).reduce((sum, part) => sum + part.n, 0);
  const values = new Float32Array(until - from + timeouts).fill(timeoutMs, 0, timeouts);
  let n = timeouts;
  for (let row = from; row < until; row += 1) {
    const code = requests.class[row];
    if (code === ok) values[n++] = requests.latencyMs[row] ?? 0;
    else if (code === timeout) values[n++] = timeoutMs;
  }
  const parts = rest.filter(({ of }) => of.class === ok).map(({ of, share }) => ({ histogram: of.latency, share }));
  return { ms: values.subarray(0, n), parts };
}

function versionsOf(
  { version, versionNames }: RequestColumns,
  from: number,
  until: number,
  rest: readonly RestPart[],
): Record<string, number> {
  const [, ...counts] = countCodes(version.subarray(from, until), versionNames.length + 1);
  return Object.fromEntries(
    versionNames.map((name, index) => [name, (counts[index] ?? 0) + countVersion(rest, name)] as const).filter(([, count]) => count > 0),
  );
}

function slip(stream: StreamAnalysis, from: number, until: number, rest: readonly RestPart[]): { slipP99Ms: number; late: number } {
  const slips = stream.requests.slipMs.subarray(from, until);
  const late = slips.reduce((count, ms, index) => count + (ms > lateFromMs(stream, from + index) ? 1 : 0), 0);
  const sent = slips.filter((ms) => !Number.isNaN(ms));
  // None of the others left late.
  const parts = rest.map(({ of, share }) => ({ histogram: of.slip, share }));
  return { slipP99Ms: percentileOf({ ms: sent, parts })(0.99), late };
}

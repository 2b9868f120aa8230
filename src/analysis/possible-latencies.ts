import type { StreamAnalysis, Window } from './analysis.ts';
import { classCode } from './class-code.ts';
import type { Values } from './percentiles.ts';
import { requestRange } from './request-range.ts';
import { certainStates, requestState } from './request-states.ts';
import { countRest, restIn } from './rest-requests.ts';

export interface PossibleLatencies {
  readonly low: Values;
  readonly high: Values;
  readonly n: number;
  /** Requests of which nothing is known, from 0 to the deadline. */
  readonly unknown: number;
}

/**
 * Returns between which bounds the latencies of the window lie. What was measured is the highest: the harness may have sent late, which is
 * known of each request, and have read late, which is known of each bucket in which its process stood still.
 */
export function possibleLatencies(stream: StreamAnalysis, window: Window): PossibleLatencies {
  const { requests, timeoutMs } = stream;
  const { from, until } = requestRange(requests, window);
  const states = certainStates(stream);
  const stalledMs = stallOfRows(stream);
  const timeout = classCode('timeout');
  const low: number[] = [];
  const high: number[] = [];
  let unknown = 0;
  for (let row = from; row < until; row += 1) {
    if (states[row] === requestState.unknown) {
      unknown += 1;
      low.push(0);
      high.push(timeoutMs);
    } else if (states[row] === requestState.ok) {
      const measuredMs = requests.latencyMs[row] ?? 0;
      const sinceSentMs = measuredMs - (requests.slipMs[row] ?? 0);
      high.push(measuredMs);
      low.push(Math.max(0, sinceSentMs - (stalledMs?.[row] ?? 0)));
    } else if (requests.class[row] === timeout) {
      low.push(timeoutMs);
      high.push(timeoutMs);
    }
  }
  const rest = restIn(requests, window);
  const answered = rest.filter(({ of }) => of.class === classCode('ok'));
  const expired = rest.filter(({ of }) => of.class === timeout);
  const timeouts = Array.from({ length: countRest(expired) }, () => timeoutMs);
  return {
    low: { ms: Float32Array.from([...low, ...timeouts]), parts: answered.map(({ of, share }) => ({ histogram: of.least, share })) },
    high: { ms: Float32Array.from([...high, ...timeouts]), parts: answered.map(({ of, share }) => ({ histogram: of.latency, share })) },
    n: low.length + countRest([...answered, ...expired]),
    unknown,
  };
}

/** Returns how much later each request may have been read than its reply came; undefined when none was. */
function stallOfRows({ requests, stalls }: StreamAnalysis): Float32Array | undefined {
  if (stalls.length === 0) return undefined;
  const ofRow = new Float32Array(requests.n);
  for (const stall of stalls) {
    const { from, until } = requestRange(requests, stall);
    ofRow.fill(stall.stalledMs, from, until);
  }
  return ofRow;
}

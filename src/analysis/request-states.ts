import type { RequestColumns, StreamAnalysis } from './analysis.ts';
import { classCode } from './class-code.ts';
import { lateFromMs } from './late-from-ms.ts';
import { requestRange } from './request-range.ts';

/** What a request says about its subject. `unknown`: the harness spoiled it, so it may have been either. */
export const requestState = { ok: 0, failed: 1, unknown: 2 } as const;

/** One requestState a request. */
export type RequestStates = Uint8Array;

/** Returns what was measured: a request that was never sent is unknown, all others are as they ended. */
export function measuredStates(requests: RequestColumns): RequestStates {
  const ok = classCode('ok');
  const unsent = classCode('unsent');
  return requests.class.map((code) => (code === ok ? requestState.ok : code === unsent ? requestState.unknown : requestState.failed));
}

/**
 * Returns what is certain. In spoiled buckets also those are unknown that left late (they tell nothing about the instant they were due),
 * timeouts (the answer may have come while the harness was not reading), and on kept connections refusals: had those before been sent and read in
 * time, a kept connection might have been free, and no new one needed. Where the whole bucket was not answered, none was.
 */
export function certainStates(stream: StreamAnalysis): RequestStates {
  const { requests, spoiled } = stream;
  const states = measuredStates(requests);
  const [timeout, refused] = [classCode('timeout'), classCode('refused')];
  for (const bucket of spoiled) {
    const { from, until } = requestRange(requests, bucket);
    const answered = states.subarray(from, until).includes(requestState.ok);
    const mayHaveWaited = stream.stream === 'keep-alive' && answered;
    for (let row = from; row < until; row += 1) {
      const code = requests.class[row];
      const late = (requests.slipMs[row] ?? 0) > lateFromMs(stream, row);
      if (late || code === timeout || (mayHaveWaited && code === refused)) states[row] = requestState.unknown;
    }
  }
  return states;
}

/** Returns the states with every unknown one taken as given. */
export function assumeUnknown(states: RequestStates, as: 'ok' | 'failed'): RequestStates {
  return states.map((state) => (state === requestState.unknown ? requestState[as] : state));
}

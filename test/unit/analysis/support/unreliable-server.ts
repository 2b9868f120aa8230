import type { RequestClass } from '../../../../src/history/load-bucket.ts';

/**
 * What a server does to its users from one instant to another. `gone`: it resets what is under way and refuses what comes. `stall`: it stands still and
 * goes on with everything that waits. `sick`: it answers as usual, with a wrong status. `cut`: it closes without an answer. `slow`: it needs longer than
 * the deadline. `slowish`: it needs almost as long.
 */
export interface Trouble {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly kind: 'gone' | 'stall' | 'sick' | 'cut' | 'slow' | 'slowish';
}

export interface Answer {
  readonly class: RequestClass;
  /** From when the request was due. */
  readonly latencyMs: number;
  /** The trouble that spoiled it. */
  readonly because?: Trouble;
}

interface Request {
  readonly dueMs: number;
  readonly slipMs: number;
  /** How long the server works on it when all is well. */
  readonly serviceMs: number;
  readonly timeoutMs: number;
}

const REFUSAL_MS = 0.2;

/** Returns what becomes of a request to a server with these troubles, which follow one another in time and do not overlap. */
export function answerOf({ dueMs, slipMs, serviceMs, timeoutMs }: Request, troubles: readonly Trouble[]): Answer {
  const arrivedMs = dueMs + slipMs;
  const within = troubles.find(({ fromMs, untilMs }) => arrivedMs >= fromMs && arrivedMs < untilMs);
  let readyMs = arrivedMs + serviceMs;
  let end: Omit<Answer, 'latencyMs'> = { class: 'ok' };
  if (within?.kind === 'gone') return { class: 'refused', latencyMs: slipMs + REFUSAL_MS, because: within };
  if (within?.kind === 'sick') end = { class: 'bad-status', because: within };
  if (within?.kind === 'cut') end = { class: 'closed-early', because: within };
  if (within?.kind === 'slow') readyMs += 1.3 * timeoutMs;
  if (within?.kind === 'slowish') readyMs += 0.7 * timeoutMs;
  // The first trouble on its way is the one that made it late.
  let late = within?.kind === 'slow' ? within : undefined;
  for (const trouble of troubles.filter(({ untilMs }) => untilMs > arrivedMs)) {
    if (trouble.fromMs >= readyMs) break;
    if (trouble.kind === 'gone') {
      readyMs = trouble.fromMs;
      end = { class: 'reset', because: trouble };
    } else if (trouble.kind === 'stall') {
      // It works on as long as it still has to, once it moves again.
      readyMs += trouble.untilMs - Math.max(trouble.fromMs, arrivedMs);
      late ??= trouble;
    }
  }
  if (readyMs - dueMs > timeoutMs) return { class: 'timeout', latencyMs: timeoutMs, ...(late === undefined ? {} : { because: late }) };
  return { ...end, latencyMs: readyMs - dueMs };
}

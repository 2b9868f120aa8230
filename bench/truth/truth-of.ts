import type { BadKind, BadWindow } from './bad-window.ts';

/** Who the truth is for: users that arrive all the time, one after the other, and wait so long. */
export interface TruthOptions {
  /** How long the run lasted. */
  readonly durationMs: number;
  readonly timeoutMs: number;
  /** How long the server takes to answer when it is well. */
  readonly serviceMs: number;
}

export interface Truth {
  /** The share of all instants of the run at which a request would have been answered as expected within the deadline. */
  readonly availability: number;
  /** Of the answers as expected, and of timeouts as the deadline. */
  readonly p99Ms: number;
  /** When nobody who arrived was served, as the script or the driver had it. */
  readonly outages: readonly { readonly fromMs: number; readonly untilMs: number }[];
  /** Of the longest; 0 without any. */
  readonly longestOutageMs: number;
}

/** What becomes of a request that arrives at some instant. */
interface Outcome {
  /** 0..1: how many of those that arrive then are answered as expected in time. */
  readonly okShare: number;
  /** Undefined: it failed at once, which is no latency. */
  readonly latencyMs: number | undefined;
}

/** Kinds that fail whoever arrives, at once. */
const brokenReplies: readonly BadKind[] = ['reset', 'fin', '503', 'truncated'];
const LATENCY_SAMPLES = 20_000;

/**
 * Returns the truth about a run from its windows alone; docs/truth.md derives it. With arrivals at every instant nothing depends on a rate:
 * whether a request succeeds changes only at finitely many instants, so availability is the exact length of the good stretches between them.
 */
export function truthOf(windows: readonly BadWindow[], options: TruthOptions): Truth {
  const outages = windows.filter((window) => isOutage(window, options)).map(({ fromMs, untilMs }) => ({ fromMs, untilMs }));
  return {
    availability: goodMs(windows, options) / options.durationMs,
    p99Ms: latencyPercentile(windows, options, 0.99),
    outages,
    longestOutageMs: outages.reduce((longest, { fromMs, untilMs }) => Math.max(longest, untilMs - fromMs), 0),
  };
}

/** A standstill that is over before anybody's deadline is none, and with one backend of four down nobody is out for good. */
function isOutage({ kind, fromMs, untilMs, delayMs = 0 }: BadWindow, { timeoutMs }: TruthOptions): boolean {
  if (kind === 'stall' || kind === 'stopped') return untilMs - fromMs > timeoutMs;
  if (kind === 'slow') return delayMs > timeoutMs;
  return kind !== 'fourth';
}

function goodMs(windows: readonly BadWindow[], options: TruthOptions): number {
  const edges = changes(windows, options);
  return edges.slice(1).reduce((sum, untilMs, at) => {
    const fromMs = edges[at] ?? 0;
    return sum + (untilMs - fromMs) * outcomeAt((fromMs + untilMs) / 2, windows, options).okShare;
  }, 0);
}

/** Returns every arrival instant at which the outcome may change, in order, with both ends of the run. */
function changes(windows: readonly BadWindow[], { durationMs, timeoutMs, serviceMs }: TruthOptions): number[] {
  const inside = windows.flatMap(({ fromMs, untilMs, caughtUpMs = untilMs }) => [
    fromMs - serviceMs,
    fromMs,
    firstInTime({ fromMs, untilMs, caughtUpMs }, { timeoutMs, serviceMs }),
    untilMs - timeoutMs,
    untilMs + serviceMs - timeoutMs,
    untilMs - serviceMs,
    untilMs,
  ]);
  return [0, ...inside.filter((ms) => ms > 0 && ms < durationMs), durationMs].toSorted((left, right) => left - right);
}

type Standstill = Required<Pick<BadWindow, 'fromMs' | 'untilMs' | 'caughtUpMs'>>;

/** Returns when what arrived at `atMs`, in a standstill, comes to its turn: first come, first served, as evenly as it came. */
function turnMs(atMs: number, { fromMs, untilMs, caughtUpMs }: Standstill): number {
  return untilMs + ((atMs - fromMs) / (untilMs - fromMs)) * (caughtUpMs - untilMs);
}

/** Returns the arrival from which on who waits is answered in time: where turnMs + serviceMs is no more than the deadline later. */
function firstInTime(standstill: Standstill, { timeoutMs, serviceMs }: Pick<TruthOptions, 'timeoutMs' | 'serviceMs'>): number {
  const { fromMs, untilMs, caughtUpMs } = standstill;
  const delayPerMs = (caughtUpMs - untilMs) / (untilMs - fromMs);
  return (untilMs + serviceMs - timeoutMs - fromMs * delayPerMs) / (1 - delayPerMs);
}

/** Returns what becomes of a request that arrives at `atMs`. */
function outcomeAt(atMs: number, windows: readonly BadWindow[], { timeoutMs, serviceMs }: TruthOptions): Outcome {
  const arrived = windows.find(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
  const delayMs = arrived?.kind === 'slow' ? (arrived.delayMs ?? 0) : serviceMs;
  const readyMs = arrived?.kind === 'stopped' ? turnMs(atMs, { caughtUpMs: arrived.untilMs, ...arrived }) + serviceMs : atMs + delayMs;
  // A closed listener or a killed process takes along what it was working on.
  if (windows.some(({ kind, fromMs, untilMs }) => (kind === 'refused' || kind === 'killed') && fromMs <= readyMs && atMs < untilMs)) {
    return { okShare: 0, latencyMs: undefined };
  }
  const held = windows.find(
    ({ kind, fromMs, untilMs }) => (kind === 'stall' || kind === 'stopped') && fromMs <= readyMs && readyMs < untilMs,
  );
  const latencyMs = (held?.untilMs ?? readyMs) - atMs;
  if (latencyMs > timeoutMs) return { okShare: 0, latencyMs: timeoutMs };
  if (arrived !== undefined && brokenReplies.includes(arrived.kind)) return { okShare: 0, latencyMs: undefined };
  return { okShare: arrived?.kind === 'fourth' ? 0.75 : 1, latencyMs };
}

function latencyPercentile(windows: readonly BadWindow[], options: TruthOptions, share: number): number {
  const instants = Float64Array.from({ length: LATENCY_SAMPLES }, (_, k) => ((k + 0.5) / LATENCY_SAMPLES) * options.durationMs);
  const latencies = instants.map((atMs) => outcomeAt(atMs, windows, options).latencyMs ?? Number.NaN).filter((ms) => !Number.isNaN(ms));
  latencies.sort();
  return latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)] ?? Number.NaN;
}

import type { Comparison } from './comparison.ts';
import { spread, type Spread } from './spread.ts';

/** All runs of one tool in one class; undefined: it cannot tell. Errors are reported minus true. */
export interface ToolSummary {
  readonly fault: string;
  readonly tool: string;
  readonly runs: number;
  /** Runs that ended without a result. */
  readonly gaveUp: number;
  readonly truth: { readonly availability: number; readonly longestOutageMs: number; readonly p99Ms: number };
  readonly availabilityErrorPoints: Spread | undefined;
  readonly longestOutageErrorMs: Spread | undefined;
  readonly p99ErrorMs: Spread | undefined;
  /** 0..1 of the failures that users at its rate would have had; undefined when they would have had none. */
  readonly failuresMissed: Spread | undefined;
  /** Failures that it reported. */
  readonly failures: Spread | undefined;
  /** Of one processor, 0..1. */
  readonly cpuShare: Spread | undefined;
}

/** Returns one summary per class and tool, in the order of the runs. */
export function summarise(comparisons: readonly Comparison[]): ToolSummary[] {
  const groups = new Map<string, Comparison[]>();
  for (const one of comparisons) {
    const key = `${one.fault} ${one.tool}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((runs) => {
    const [first] = runs;
    return first === undefined ? [] : [summaryOf(first, runs)];
  });
}

function summaryOf({ fault, tool }: Comparison, runs: readonly Comparison[]): ToolSummary {
  const over = (value: (run: Comparison) => number | undefined): Spread | undefined =>
    spread(runs.flatMap((run) => value(run) ?? []).filter((one) => !Number.isNaN(one)));
  const median = (value: (run: Comparison) => number): number => over(value)?.median ?? Number.NaN;
  return {
    fault,
    tool,
    runs: runs.length,
    gaveUp: runs.filter(({ reported }) => reported === null).length,
    truth: {
      availability: median((run) => run.truth.availability),
      longestOutageMs: median((run) => run.truth.longestOutageMs),
      p99Ms: median((run) => run.truth.p99Ms),
    },
    availabilityErrorPoints: over(availabilityErrorPoints),
    longestOutageErrorMs: over(({ reported, truth }) => minus(reported?.longestOutageMs, truth.longestOutageMs)),
    p99ErrorMs: over(({ reported, truth }) => minus(reported?.p99Ms, truth.p99Ms)),
    failuresMissed: over(failuresMissed),
    failures: over(({ reported }) => reported?.failed),
    cpuShare: over(({ cpuMs, durationMs }) => cpuMs / durationMs),
  };
}

/** Returns reported minus true availability in percentage points; undefined without a report. */
export function availabilityErrorPoints({ reported, truth }: Comparison): number | undefined {
  if (reported === null || reported.ok + reported.failed === 0) return undefined;
  return (reported.ok / (reported.ok + reported.failed) - truth.availability) * 100;
}

function failuresMissed({ reported, truth, ratePerSecond, durationMs }: Comparison): number | undefined {
  const failures = ((1 - truth.availability) * ratePerSecond * durationMs) / 1000;
  if (reported === null || failures < 1) return undefined;
  return Math.max(0, failures - reported.failed) / failures;
}

function minus(reported: number | null | undefined, truth: number): number | undefined {
  return reported === null || reported === undefined ? undefined : reported - truth;
}

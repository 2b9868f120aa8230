import type { FiguresResult, LoadResult, RunResult } from './run-result.ts';

/** What one run says in figures. Absent: not measured. Infinity: it never came back, or never ended. */
export interface RunFigures {
  /** The slowest return to the steady state. */
  readonly recoveryMs?: number;
  readonly restarts: number;
  /** The most of a service's wanted tasks that were missing at one instant of a rollout. */
  readonly tasksDown?: number;
  /** The longest rollout. */
  readonly rolloutMs?: number;
  readonly load: Readonly<Record<string, LoadRunFigures>>;
}

/** The figures of a load's primary stream. */
export interface LoadRunFigures {
  /** By window, as a check would ask for them. */
  readonly chaos?: FiguresResult;
  readonly run: FiguresResult;
  readonly outages: number;
  /** 0 without an outage. */
  readonly longestOutageMs: number;
  readonly outageMs: number;
  /** Whether the run ended within an outage, so that the lengths are lower bounds. */
  readonly open: boolean;
  /** Whether an outage lies where faultline spoiled the measurement itself: then it is no evidence of anything. */
  readonly spoiled: boolean;
}

/** Returns a run's figures: of all that it measured, what other runs of the same scenario can be held against. */
export function runFigures(result: RunResult): RunFigures {
  const recoveryMs = recoveryOf(result);
  const rollouts = Object.values(result.subjects).flatMap((subject) => subject.rollouts);
  return {
    ...(recoveryMs === undefined ? {} : { recoveryMs }),
    restarts: Object.values(result.subjects).reduce((sum, { restarts }) => sum + restarts, 0),
    ...(rollouts.length === 0
      ? {}
      : {
          tasksDown: Math.max(...rollouts.map(({ maxDown }) => maxDown)),
          rolloutMs: Math.max(...rollouts.map(({ fromMs, untilMs }) => (untilMs ?? Infinity) - fromMs)),
        }),
    load: Object.fromEntries(
      Object.entries(result.load).flatMap(([name, load]) => (load.availability === null ? [] : [[name, loadFigures(load)]])),
    ),
  };
}

/** Returns the window that all of them have figures of: the chaos, else the whole run. */
export function commonWindow(loads: readonly LoadRunFigures[]): 'chaos' | 'run' {
  return loads.every(({ chaos }) => chaos !== undefined) ? 'chaos' : 'run';
}

/** A fault after which nothing was measured says nothing, and with it the slowest recovery is not known. */
function recoveryOf({ recovery }: RunResult): number | undefined {
  if (recovery.length === 0 || recovery.some(({ measured, faultMs }) => !measured || faultMs === null)) return undefined;
  return Math.max(...recovery.map(({ durationMs }) => durationMs ?? Infinity));
}

function loadFigures(load: LoadResult): LoadRunFigures {
  const stream = load.stream === null ? undefined : load.streams[load.stream];
  const chaos = stream?.windows.chaos;
  const lengths = load.outages.map(({ durationMs }) => durationMs);
  const { due, ok, failed, availability, errors, latencyMs, versions, schedule } = load;
  return {
    ...(chaos === undefined || chaos.availability === null ? {} : { chaos }),
    run: { due, ok, failed, availability, errors, latencyMs, versions, schedule },
    outages: lengths.length,
    longestOutageMs: Math.max(0, ...lengths),
    outageMs: lengths.reduce((sum, length) => sum + length, 0),
    open: load.outages.some(({ open }) => open),
    spoiled: load.outages.some((outage) => stream?.spoiled.some((part) => part.fromMs < outage.untilMs && part.untilMs > outage.fromMs)),
  };
}

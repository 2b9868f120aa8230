import type { Analysis, LoadAnalysis, LoadFigures, Outage, StreamAnalysis, WindowName } from '../analysis/analysis.ts';
import { figures } from '../analysis/figures.ts';
import { finite, finiteMs, roundMs } from './finite.ts';
import type { FiguresResult, LoadResult, OutageResult } from './run-result.ts';

export const windowNames = ['steady', 'chaos', 'recovery', 'run'] as const satisfies readonly WindowName[];

function toFigures(of: LoadFigures): FiguresResult {
  const { p50, p90, p99, p999, max } = of.latencyMs;
  return {
    due: of.due,
    ok: of.ok,
    failed: of.failed,
    availability: finite(of.availability),
    errors: { ...of.errors },
    latencyMs: { p50: finiteMs(p50), p90: finiteMs(p90), p99: finiteMs(p99), p999: finiteMs(p999), max: finiteMs(max) },
    versions: { ...of.versions },
    schedule: { slipP99Ms: finiteMs(of.schedule.slipP99Ms), late: of.schedule.late, unsent: of.schedule.unsent },
  };
}

function toOutage(outage: Outage): OutageResult {
  const { failed, open, estimator, cause } = outage;
  return {
    fromMs: roundMs(outage.fromMs),
    untilMs: roundMs(outage.untilMs),
    durationMs: roundMs(outage.durationMs),
    uncertaintyMs: finiteMs(outage.uncertaintyMs),
    startEarlierMs: roundMs(outage.startEarlierMs),
    startLaterMs: roundMs(outage.startLaterMs),
    endEarlierMs: roundMs(outage.endEarlierMs),
    endLaterMs: finiteMs(outage.endLaterMs),
    failed,
    errors: { ...outage.errors },
    open,
    estimator,
    ...(cause === undefined ? {} : { cause: { ...cause, evidence: [...cause.evidence] } }),
  };
}

function toStream(stream: StreamAnalysis, windows: Analysis['windows']): NonNullable<LoadResult['streams']['new']> {
  const byWindow: Partial<Record<WindowName, FiguresResult>> = {};
  for (const name of windowNames) {
    const window = windows[name];
    if (window !== undefined) byWindow[name] = toFigures(figures(stream, window));
  }
  return {
    ...(byWindow.run ?? toFigures(figures(stream))),
    outages: stream.outages.map(toOutage),
    windows: byWindow,
    spoiled: stream.spoiled.map((part) => ({
      fromMs: roundMs(part.fromMs),
      untilMs: roundMs(part.untilMs),
      reason: part.reason,
      seq: part.seq,
    })),
  };
}

const nothingDue: FiguresResult = {
  due: 0,
  ok: 0,
  failed: 0,
  availability: null,
  errors: {},
  latencyMs: { p50: null, p90: null, p99: null, p999: null, max: null },
  versions: {},
  schedule: { slipP99Ms: null, late: 0, unsent: 0 },
};

/** Returns one load's part of result.json: its first stream's figures over the measured run, and every stream. */
export function buildLoadResult(load: LoadAnalysis, windows: Analysis['windows']): LoadResult {
  const streams: LoadResult['streams'] = {};
  for (const stream of load.streams) streams[stream.stream] = toStream(stream, windows);
  const stream = load.streams[0]?.stream ?? null;
  const primary = stream === null ? undefined : streams[stream];
  const { due, ok, failed, availability, errors, latencyMs, versions, schedule } = primary ?? nothingDue;
  return {
    due,
    ok,
    failed,
    availability,
    errors,
    latencyMs,
    outages: primary?.outages ?? [],
    versions,
    schedule,
    url: load.url,
    route: load.route ?? null,
    ratePerSecond: load.ratePerSecond,
    ...(load.stages === undefined ? {} : { stages: load.stages.map((stage) => ({ ...stage })) }),
    deadlineMs: load.timeoutMs,
    stream,
    streams,
  };
}

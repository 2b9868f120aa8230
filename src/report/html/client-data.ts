import type { ReportData } from './report-data.ts';
import type { StreamSeries } from './stream-series.ts';

/** What the script of the page reads: the numbers behind the picture. */
export interface ClientData {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Of the run, ms since 1970. */
  readonly startedAtMs: number;
  readonly phases: readonly ClientSpan[];
  readonly streams: readonly (StreamSeries & { readonly label: string })[];
  readonly running: readonly { readonly label: string; readonly atMs: readonly number[]; readonly versions: StreamSeries['versions'] }[];
  readonly lanes: readonly { readonly label: string; readonly spans: readonly (readonly [...ClientSpan, row: number])[] }[];
  readonly faults: readonly ClientSpan[];
  readonly outages: readonly ClientSpan[];
}

/** From, until, and what was then. */
export type ClientSpan = readonly [fromMs: number, untilMs: number, text: string];

/** Returns the numbers of a picture; undefined when there is none. */
export function clientData({ axis, result, phases, loads, subjects, faults }: ReportData): ClientData | undefined {
  if (axis === undefined) return undefined;
  const startedAtMs = Date.parse(result.run.startedAt);
  return {
    ...axis,
    startedAtMs: Number.isNaN(startedAtMs) ? 0 : startedAtMs,
    phases: phases.map(({ fromMs, untilMs, name }) => [fromMs, untilMs, name]),
    streams: loads.flatMap(({ name, streams }) =>
      streams.map(({ label, series }) => ({ label: streams.length > 1 ? `${name} · ${label}` : name, ...series })),
    ),
    running: subjects.flatMap(({ name, running }) =>
      running === undefined ? [] : [{ label: `${name}, tasks by version`, atMs: running.atMs, versions: running.versions }],
    ),
    lanes: subjects.flatMap(({ lanes }) =>
      lanes.map(({ label, bars }) => ({
        label,
        spans: bars.flatMap(({ state, fromMs, untilMs, meaning, row }) =>
          state === 'exited' ? [] : [[round(fromMs), round(untilMs), meaning, row] as const],
        ),
      })),
    ),
    faults: faults.marks.map(({ key, text, atMs, doneMs, undoneMs }) => [round(atMs), round(undoneMs ?? doneMs), `${key} ${text}`]),
    outages: loads.flatMap(({ name, streams }) =>
      streams.flatMap(({ label, outages }) =>
        outages.map((outage): ClientSpan => [outage.fromMs, outage.untilMs, streams.length > 1 ? `${name} · ${label}` : name]),
      ),
    ),
  };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

import type { Window } from '../../analysis/analysis.ts';
import type { ReportInput } from '../reporter.ts';
import type { LoadResult, OutageResult } from '../run-result.ts';
import { joinWindows } from './join-windows.ts';
import { shortName } from './short-name.ts';
import { streamSeries, type StreamSeries } from './stream-series.ts';

/** Outages and spoiled spans beyond so many are not drawn; the tables say how many there are. */
const MOST_SPANS = 150;

/** One load on the time axis. */
export interface LoadLanes {
  readonly name: string;
  readonly load: LoadResult;
  readonly streams: readonly StreamLanes[];
}

export interface StreamLanes {
  readonly stream: 'new' | 'keep-alive';
  /** As lanes are labelled: of two streams each by its name. */
  readonly label: string;
  readonly series: StreamSeries;
  /** By time; when there are many, the longest. */
  readonly outages: readonly OutageResult[];
  /** Where faultline did not keep its own schedule. */
  readonly spoiled: readonly Window[];
}

/** Returns the loads of a run as lanes of one time axis. */
export function loadLanes({ result, analysis }: ReportInput, axis: Window): LoadLanes[] {
  return Object.entries(analysis.load).flatMap(([name, { streams }]) => {
    const load = result.load[name];
    if (load === undefined) return [];
    const lanes = streams.map((stream) => ({
      stream: stream.stream,
      label: stream.stream === 'new' ? 'new connections' : 'kept connections',
      series: streamSeries(stream, axis),
      outages: longest(load.streams[stream.stream]?.outages ?? []),
      spoiled: joinWindows(stream.spoiled).slice(0, MOST_SPANS),
    }));
    return [{ name: result.engine === null ? 'requests' : shortName(name), load, streams: lanes }];
  });
}

function longest(outages: readonly OutageResult[]): OutageResult[] {
  return outages
    .toSorted((left, right) => right.durationMs - left.durationMs)
    .slice(0, MOST_SPANS)
    .toSorted((left, right) => left.fromMs - right.fromMs);
}

import type { Window } from '../../analysis/analysis.ts';
import type { ReportInput } from '../reporter.ts';
import type { LoadResult, OutageResult } from '../run-result.ts';
import { joinWindows } from './join-windows.ts';
import { longestSpans } from './longest-spans.ts';
import { shortName } from './short-name.ts';
import { streamSeries, type StreamSeries } from './stream-series.ts';

/** So many outages, and so many spoiled spans, are drawn of all streams together; the tables say how many there are. */
const MOST_SPANS = 600;

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
  const streams = Object.values(analysis.load).reduce((sum, of) => sum + of.streams.length, 0);
  const most = Math.ceil(MOST_SPANS / Math.max(1, streams));
  return Object.entries(analysis.load).flatMap(([name, of]) => {
    const load = result.load[name];
    if (load === undefined) return [];
    const lanes = of.streams.map((stream) => ({
      stream: stream.stream,
      label: stream.stream === 'new' ? 'new connections' : 'kept connections',
      series: streamSeries(stream, axis),
      outages: longestSpans(load.streams[stream.stream]?.outages ?? [], most),
      spoiled: longestSpans(joinWindows(stream.spoiled), most),
    }));
    return [{ name: result.engine === null ? 'requests' : shortName(name), load, streams: lanes }];
  });
}

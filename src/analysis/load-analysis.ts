import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import type { LoadBucketEvent } from '../history/load-bucket.ts';
import type { LoadAnalysis, StreamAnalysis, Window } from './analysis.ts';
import { loadColumns } from './load-columns.ts';
import { findOutages } from './outages.ts';
import { recordOf } from './record-of.ts';
import { measuredStates } from './request-states.ts';
import { overlaps } from './windows.ts';

/** Returns each load's streams in the order of its scenario; with `only`, from the buckets that have a part in that window. */
export function loadOf(events: readonly HistoryEvent[], only?: Window): Record<string, LoadAnalysis> {
  const loads = recordOf<LoadAnalysis>([]);
  for (const started of events) {
    if (started.type !== 'load-started') continue;
    const buckets = events.filter(
      (event): event is Bucket =>
        event.type === 'load-bucket' && event.load === started.load && (only === undefined || overlaps(event, only)),
    );
    const { url, timeoutMs } = started;
    const streams = started.streams.filter(isStream).map((stream) =>
      streamOf(
        started,
        stream,
        buckets.filter((bucket) => bucket.stream === stream),
      ),
    );
    const route = events.findLast((event) => event.type === 'endpoint' && event.load === started.load);
    loads[started.load] = {
      url,
      ...(route?.type === 'endpoint' ? { route: route.route } : {}),
      ...rateOf(started),
      timeoutMs,
      streams,
    };
  }
  return loads;
}

function rateOf({ ratePerSecond, stages }: HistoryEventOf<'load-started'>): Pick<LoadAnalysis, 'ratePerSecond' | 'stages'> {
  return { ratePerSecond, ...(stages === undefined ? {} : { stages }) };
}

type Bucket = HistoryEventOf<'load-bucket'>;

function isStream(name: string): name is LoadBucketEvent['stream'] {
  return name === 'new' || name === 'keep-alive';
}

function streamOf(started: HistoryEventOf<'load-started'>, stream: LoadBucketEvent['stream'], buckets: readonly Bucket[]): StreamAnalysis {
  const { timeoutMs } = started;
  const rate = rateOf(started);
  const requests = loadColumns(buckets);
  const outages = findOutages({ requests, ...rate, timeoutMs }, measuredStates(requests));
  const spoiled = buckets.flatMap(({ fromMs, untilMs, spoiled: reason, seq }) =>
    reason === undefined ? [] : [{ fromMs, untilMs, reason, seq }],
  );
  const stalls = buckets.flatMap(({ fromMs, untilMs, stalledMs }) => (stalledMs === undefined ? [] : [{ fromMs, untilMs, stalledMs }]));
  return { stream, ...rate, timeoutMs, requests, outages, spoiled, stalls };
}

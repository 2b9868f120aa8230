import { windowNames } from '../load-result.ts';
import type { FiguresResult, LoadResult, RunResult } from '../run-result.ts';
import type { Metric, Sample } from './exposition.ts';
import { seconds } from './run-metrics.ts';

type Labels = Readonly<Record<string, string>>;
type Stream = NonNullable<LoadResult['streams']['new']>;

const percentiles = { '50': 'p50', '90': 'p90', '99': 'p99', '99.9': 'p999' } as const;

/** Returns what became of the requests of each load, stream and window, and the outages of each stream. */
export function loadMetrics({ scenario, load }: RunResult): Metric[] {
  const streams = Object.entries(load).flatMap(([name, of]) =>
    Object.entries(of.streams).map(([stream, figures]) => ({ labels: { scenario: scenario.name, load: name, stream }, of: figures })),
  );
  const windows = streams.flatMap(({ labels, of }) =>
    windowNames.flatMap((window) => {
      const figures = of.windows[window];
      return figures === undefined ? [] : [{ labels: { ...labels, window }, figures }];
    }),
  );
  const perWindow = (name: string, help: string, samples: (labels: Labels, figures: FiguresResult) => readonly Sample[]): Metric => ({
    name: `faultline_load_${name}`,
    help: `${help} The window run spans the others.`,
    samples: windows.flatMap(({ labels, figures }) => samples(labels, figures)),
  });
  const perStream = (name: string, help: string, value: (of: Stream) => number): Metric => ({
    name: `faultline_load_${name}`,
    help,
    samples: streams.map(({ labels, of }) => ({ labels, value: value(of) })),
  });
  const lengths = (of: Stream) => of.outages.map(({ durationMs }) => durationMs);
  return [
    perWindow('availability_ratio', 'Requests answered as expected within their deadline, of those sent.', (labels, { availability }) => [
      { labels, value: availability },
    ]),
    perWindow('requests', 'Requests due, by how they ended; unsent: the harness could not send them.', requests),
    perWindow('latency_seconds', 'Latency from the due time, by percentile.', (labels, { latencyMs }) =>
      Object.entries(percentiles).map(([percentile, field]) => ({ labels: { ...labels, percentile }, value: seconds(latencyMs[field]) })),
    ),
    perWindow('latency_max_seconds', 'The longest latency.', (labels, { latencyMs }) => [{ labels, value: seconds(latencyMs.max) }]),
    perStream('outages', 'Outages: runs of consecutive failed requests.', ({ outages }) => outages.length),
    perStream('outage_seconds', 'Length of all outages together.', (of) => seconds(lengths(of).reduce((sum, ms) => sum + ms, 0)) ?? 0),
    perStream(
      'outage_longest_seconds',
      'Length of the longest outage; 0 when there was none.',
      (of) => seconds(Math.max(0, ...lengths(of))) ?? 0,
    ),
    perStream(
      'spoiled_seconds',
      'Time in which the harness did not keep its own schedule: no evidence.',
      ({ spoiled }) => seconds(spoiled.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0)) ?? 0,
    ),
    {
      name: 'faultline_load_deadline_seconds',
      help: 'How long one request may take, from its due time.',
      samples: Object.entries(load).map(([name, { deadlineMs }]) => ({
        labels: { scenario: scenario.name, load: name },
        value: seconds(deadlineMs),
      })),
    },
  ];
}

function requests(labels: Labels, { ok, errors, schedule }: FiguresResult): Sample[] {
  const outcome = (name: string, of: string, value: number) => ({ labels: { ...labels, outcome: name, class: of }, value });
  return [
    outcome('ok', 'ok', ok),
    ...Object.entries(errors).map(([name, n]) => outcome('failed', name, n)),
    outcome('unsent', 'unsent', schedule.unsent),
  ];
}

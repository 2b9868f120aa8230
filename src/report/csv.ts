import type { Analysis, StreamAnalysis, Window } from '../analysis/analysis.ts';
import { figures } from '../analysis/figures.ts';
import { countRest, restIn } from '../analysis/rest-requests.ts';
import { requestClasses } from '../history/load-bucket.ts';
import { csvLine, type CsvCell } from './csv-line.ts';
import type { Reporter } from './reporter.ts';

const SECOND_MS = 1000;
const phases = ['steady', 'chaos', 'recovery'] as const;
const failures = requestClasses.filter((name) => name !== 'ok');

const head = [
  ...['second', 'time', 'phase', 'load', 'stream', 'due', 'ok', 'failed', ...failures],
  ...['p50_ms', 'p99_ms', 'max_ms', 'spoiled', 'versions', 'exact'],
];

/** buckets.csv: what became of the requests due in each second, for spreadsheets and notebooks. */
export const csv: Reporter = {
  name: 'csv',
  summary: 'The requests of each second as a table, for spreadsheets and notebooks.',
  fileName: 'buckets.csv',
  onRequest: true,
  render: ({ analysis }) => [head, ...rows(analysis)].map(csvLine).join(''),
};

function rows(analysis: Analysis): CsvCell[][] {
  return Object.entries(analysis.load)
    .flatMap(([load, { streams }]) => streams.flatMap((stream) => streamRows(load, stream, analysis)))
    .toSorted((left, right) => left.second - right.second)
    .map(({ cells }) => cells);
}

function streamRows(load: string, stream: StreamAnalysis, analysis: Analysis): { readonly second: number; readonly cells: CsvCell[] }[] {
  return secondsOf(stream).flatMap((second) => {
    const window = { fromMs: second * SECOND_MS, untilMs: (second + 1) * SECOND_MS };
    const { due, ok, failed, errors, latencyMs, versions, schedule } = figures(stream, window);
    if (due === 0) return [];
    const time = new Date(Date.parse(analysis.startedAt) + window.fromMs).toISOString();
    const classes = failures.map((name) => (name === 'unsent' ? schedule.unsent : (errors[name] ?? 0)));
    const { p50, p99, max } = latencyMs;
    const exact = countRest(restIn(stream.requests, window)) === 0 ? 'yes' : 'no';
    const figured: CsvCell[] = [due, ok, failed, ...classes, p50, p99, max];
    const cells = [
      second,
      time,
      phaseOf(window, analysis),
      load,
      stream.stream,
      ...figured,
      spoiledBy(stream, window),
      told(versions),
      exact,
    ];
    return [{ second, cells }];
  });
}

/** Returns every second in which a request was due. A history may have long spans without any. */
function secondsOf({ requests: { dueMs, rest } }: StreamAnalysis): number[] {
  const seconds = new Set<number>();
  for (const ms of dueMs) seconds.add(Math.floor(ms / SECOND_MS));
  for (const { firstMs, stepMs, places } of rest) {
    const last = Math.floor((firstMs + stepMs * (places - 1)) / SECOND_MS);
    for (let second = Math.floor(firstMs / SECOND_MS); second <= last; second += 1) seconds.add(second);
  }
  return [...seconds].toSorted((left, right) => left - right);
}

function phaseOf({ fromMs, untilMs }: Window, { windows }: Analysis): string {
  const middleMs = (fromMs + untilMs) / 2;
  return phases.find((name) => middleMs >= (windows[name]?.fromMs ?? Infinity) && middleMs < (windows[name]?.untilMs ?? -Infinity)) ?? '';
}

function spoiledBy({ spoiled }: StreamAnalysis, { fromMs, untilMs }: Window): string {
  const reasons = spoiled.filter((part) => part.fromMs < untilMs && part.untilMs > fromMs).map(({ reason }) => reason);
  return [...new Set(reasons)].join('; ');
}

function told(versions: Readonly<Record<string, number>>): string {
  return Object.entries(versions)
    .map(([name, n]) => `${name}=${n}`)
    .join('; ');
}

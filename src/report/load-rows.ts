import type { Analysis } from '../analysis/analysis.ts';
import { answersLane } from './answers-lane.ts';
import { loadLane } from './load-lane.ts';
import type { TimeSlots } from './time-slots.ts';
import { versionLegend } from './version-keys.ts';

export interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

/** Returns the labels that the rows of loads may have, to make room for them. */
export function loadLabels({ load }: Pick<Analysis, 'load'>): string[] {
  return Object.entries(load).flatMap(([name, { streams }]) => [
    ...streams.map(({ stream }) => streamLabel(name, stream, streams.length)),
    ...(streams.some(({ requests }) => requests.versionNames.length > 1) ? [answersLabel(name)] : []),
  ]);
}

/** Returns a row for each stream, and one for the versions that answered the first stream of a load, where there were several. */
export function loadRows(
  { load }: Pick<Analysis, 'load'>,
  slots: TimeSlots,
): { readonly requests: readonly Row[]; readonly answers: readonly Row[]; readonly legend: readonly string[] } {
  const requests: Row[] = [];
  const answers: Row[] = [];
  const legend: string[] = [];
  for (const [name, { streams }] of Object.entries(load)) {
    for (const stream of streams)
      requests.push({ label: streamLabel(name, stream.stream, streams.length), cells: loadLane(stream, slots) });
    const [primary] = streams;
    const lane = primary === undefined ? undefined : answersLane(primary, slots);
    if (lane === undefined) continue;
    answers.push({ label: answersLabel(name), cells: lane.cells });
    legend.push(versionLegend(answersLabel(name), lane));
  }
  return { requests, answers, legend };
}

function streamLabel(load: string, stream: string, streams: number): string {
  return streams > 1 ? `${load} ${stream}` : load;
}

function answersLabel(load: string): string {
  return `${load} answers`;
}

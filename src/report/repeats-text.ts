import { RUNS_FOR_INTERVAL } from '../analysis/median-interval.ts';
import { createColours } from './colours.ts';
import { count, formatDuration, formatShare } from './format.ts';
import type { IntervalResult, RepeatsResult } from './repeats.ts';
import { textTable } from './text-table.ts';
import type { VerdictStyle } from './verdict-block.ts';
import { visible } from './visible.ts';

/** Returns a block of lines about the repetitions of a scenario: the median of each figure, how sure it is, and every run's value. */
export function renderRepeats(repeats: RepeatsResult, { colour }: Pick<VerdictStyle, 'colour'>): string[] {
  const colours = createColours(colour);
  const lines = Object.entries(repeats.load).flatMap(([name, load]) => [
    row(`availability of ${visible(name)} (${load.during})`, load.availability, formatShare),
    row(`longest outage of ${visible(name)}`, load.longestOutageMs, formatDuration),
  ]);
  const rows = [...lines, row('recovery', repeats.recoveryMs, formatDuration)].filter((cells) => cells !== undefined);
  if (rows.length === 0) return [];
  return [
    `${colours.bold(visible(repeats.scenario.name))}  ${count(repeats.runs, 'run')} together`,
    ...textTable([['', 'median', 'which lies within', 'each run'].map(colours.dim), ...rows]),
    ...(repeats.runs < RUNS_FOR_INTERVAL ? [tooFew(repeats.runs)] : []),
  ];
}

function row(what: string, interval: IntervalResult, format: (value: number) => string): string[] | undefined {
  if (interval === null) return undefined;
  const { values, median, low, high, confidence } = interval;
  const sure = `${format(low)} – ${format(high)} (${Math.floor(confidence * 100)} % sure)`;
  return [`  ${what}`, format(median), sure, values.map(format).join(', ')];
}

function tooFew(runs: number): string {
  return `  ${count(runs, 'run')} are too few to tell: outages, not requests, are what varies. ${RUNS_FOR_INTERVAL} runs give an interval that is 95 % sure.`;
}

import type { Colours } from './colours.ts';
import { describeEvent } from './describe-event.ts';
import type { FaultLanes } from './fault-lanes.ts';
import { count } from './format.ts';
import { outageSymbol, type OutageLane } from './outage-lane.ts';
import { progressLine } from './progress-lines.ts';
import { truncate } from './text-width.ts';
import { visible } from './visible.ts';

/** What stands before the text of a key: the key and its time. */
const keyColumns = 16;

/** Returns what the letters of outages stand for, a line each. */
export function outageKeys(
  lane: OutageLane | undefined,
  { colours, columns }: { readonly colours: Colours; readonly columns: number },
): string[] {
  if (lane === undefined) return [];
  const lines = lane.outages.map(({ key, atMs, text }) => {
    const line = { atMs, text: truncate(visible(`outage: ${text}`), Math.max(30, columns - keyColumns)), tone: 'bad' as const };
    return `  ${colours.red(key)} ${progressLine(line, colours)}`;
  });
  return lane.more === 0 ? lines : [...lines, colours.dim(`    … and ${count(lane.more, 'shorter outage')} ${outageSymbol}`)];
}

/** Returns what the keys of faults stand for, a line each. */
export function faultKeys(
  { faults, more }: FaultLanes,
  { colours, columns }: { readonly colours: Colours; readonly columns: number },
): string[] {
  const lines = faults.flatMap(({ key, step }) => {
    const line = describeEvent(step);
    if (line === undefined) return [];
    const text = truncate(line.text, Math.max(30, columns - keyColumns));
    return [`  ${colours.yellow(key)} ${progressLine({ ...line, text }, colours)}`];
  });
  return more === 0 ? lines : [...lines, colours.dim(`    … and ${count(more, 'more fault')} in the history`)];
}

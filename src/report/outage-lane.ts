import type { Analysis, Outage } from '../analysis/analysis.ts';
import { count, formatDuration, formatErrors } from './format.ts';
import type { TimeSlots } from './time-slots.ts';

const letters = 'ABCDEFGHIJ';
export const outageSymbol = '═';
const crowded = '+';

interface NamedOutage {
  readonly stream: string;
  readonly outage: Outage;
}

/** Outages of all streams that overlap in time: most likely one event. */
interface Together {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly outages: readonly NamedOutage[];
}

export interface OutageLane {
  readonly cells: readonly string[];
  /** What the letters in the lane stand for, in order of time. */
  readonly outages: readonly { readonly key: string; readonly atMs: number; readonly text: string }[];
  /** How many have no letter, because there are so many: the shortest. */
  readonly more: number;
}

/** Returns where requests failed one after the other, each such time by its letter; undefined when there was none. */
export function outageLane({ load }: Pick<Analysis, 'load'>, slots: TimeSlots): OutageLane | undefined {
  const all = together(
    Object.entries(load).flatMap(([name, { streams }]) =>
      streams.flatMap(({ stream, outages }) => outages.map((outage) => ({ stream: `${name} (${stream})`, outage }))),
    ),
  );
  if (all.length === 0) return undefined;
  const cells = Array.from({ length: slots.count }, () => ' ');
  for (const span of all) for (const slot of slots.slotsOf(span)) cells[slot] = outageSymbol;
  const longest = all.toSorted((left, right) => lengthMs(right) - lengthMs(left)).slice(0, letters.length);
  const keyed = all.filter((group) => longest.includes(group)).map((group, index) => ({ group, key: letters[index] ?? crowded }));
  for (const { group, key } of keyed) {
    const [first] = slots.slotsOf(group);
    if (first !== undefined) cells[first] = cells[first] === outageSymbol ? key : crowded;
  }
  const outages = keyed.map(({ group, key }) => ({ key, atMs: group.fromMs, text: group.outages.map(words).join('; ') }));
  return { cells, outages, more: all.length - keyed.length };
}

function together(outages: readonly NamedOutage[]): Together[] {
  const groups: Together[] = [];
  for (const named of outages.toSorted((left, right) => left.outage.fromMs - right.outage.fromMs)) {
    const { fromMs, untilMs } = named.outage;
    const last = groups.at(-1);
    if (last === undefined || fromMs > last.untilMs) groups.push({ fromMs, untilMs, outages: [named] });
    else groups[groups.length - 1] = { ...last, untilMs: Math.max(last.untilMs, untilMs), outages: [...last.outages, named] };
  }
  return groups;
}

function lengthMs({ fromMs, untilMs }: Together): number {
  return untilMs - fromMs;
}

function words({ stream, outage }: NamedOutage): string {
  const length = `${outage.open ? 'at least ' : ''}${formatDuration(outage.durationMs)}`;
  return `${stream} ${length}, ${count(outage.failed, 'request')} ${formatErrors(outage.errors)}`;
}

import type { Analysis } from '../analysis/analysis.ts';
import type { HistoryEventOf } from '../history/history-event.ts';
import type { TimeSlots } from './time-slots.ts';

const keys = '123456789abcdefghijklmnopqrstuvwxyz';
const maxLanes = 3;
export const undoSymbol = '↑';
const crowded = '+';

export interface FaultLanes {
  readonly lanes: readonly (readonly string[])[];
  /** What the keys in the lanes stand for, in order of time. */
  readonly faults: readonly { readonly key: string; readonly step: HistoryEventOf<'step'> }[];
  /** Faults that have no key, because there are so many. */
  readonly more: number;
}

/** Returns where faults were injected, each by its key, and where they were undone; more lanes when they crowd. */
export function faultLanes({ steps, undos }: Pick<Analysis, 'steps' | 'undos'>, slots: TimeSlots): FaultLanes {
  const lanes: string[][] = [];
  const place = (atMs: number, symbol: string) => {
    const slot = slots.slotOf(atMs);
    if (slot === undefined) return;
    for (let index = 0; index < maxLanes; index += 1) {
      const lane = (lanes[index] ??= Array.from({ length: slots.count }, () => ' '));
      if (lane[slot] === symbol && symbol === undoSymbol) return;
      if (lane[slot] === ' ') {
        lane[slot] = symbol;
        return;
      }
    }
    const last = lanes.at(-1);
    if (last !== undefined) last[slot] = crowded;
  };
  const injected = steps
    .filter((step) => step.fault !== undefined && step.outcome !== 'skipped')
    .toSorted((left, right) => left.atMs - right.atMs);
  const faults = injected.slice(0, keys.length).map((step, index) => ({ key: keys[index] ?? crowded, step }));
  for (const { key, step } of faults) place(step.atMs, key);
  for (const step of injected.slice(keys.length)) place(step.atMs, crowded);
  for (const undo of undos) if (undo.outcome === 'undone') place(undo.atMs, undoSymbol);
  return { lanes, faults, more: injected.length - faults.length };
}

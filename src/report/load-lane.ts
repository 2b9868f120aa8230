import type { StreamAnalysis } from '../analysis/analysis.ts';
import { requestClasses } from '../history/load-bucket.ts';
import type { TimeSlots } from './time-slots.ts';

const okClass = requestClasses.indexOf('ok');
const unsentClass = requestClasses.indexOf('unsent');
const someAnswered = ['▁', '▂', '▃', '▄', '▅', '▆'] as const;

export const loadSymbols = { all: '▇', none: '✗', nothingSent: ' ', spoiled: '?' } as const;

/** Returns one character per slot: how many of the requests due in it and sent were answered as expected. A single failure shows. */
export function loadLane(stream: StreamAnalysis, slots: TimeSlots): string[] {
  const due = new Uint32Array(slots.count);
  const ok = new Uint32Array(slots.count);
  const { n, dueMs, class: classes } = stream.requests;
  for (let index = 0; index < n; index += 1) {
    const slot = slots.slotOf(dueMs[index] ?? Number.NaN);
    if (slot === undefined || classes[index] === unsentClass) continue;
    due[slot] = (due[slot] ?? 0) + 1;
    if (classes[index] === okClass) ok[slot] = (ok[slot] ?? 0) + 1;
  }
  const lane = Array.from(due, (n, slot) => symbolOf(ok[slot] ?? 0, n));
  for (const part of stream.spoiled) for (const slot of slots.slotsOf(part)) lane[slot] = loadSymbols.spoiled;
  return lane;
}

function symbolOf(ok: number, due: number): string {
  if (due === 0) return loadSymbols.nothingSent;
  if (ok === due) return loadSymbols.all;
  if (ok === 0) return loadSymbols.none;
  return someAnswered[Math.min(someAnswered.length - 1, Math.floor((ok / due) * someAnswered.length))] ?? '▁';
}

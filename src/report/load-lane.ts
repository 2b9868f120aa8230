import type { StreamAnalysis } from '../analysis/analysis.ts';
import { intervalMsAt } from '../analysis/interval-ms-at.ts';
import { restIn } from '../analysis/rest-requests.ts';
import { requestClasses } from '../history/load-bucket.ts';
import type { TimeSlots } from './time-slots.ts';

const okClass = requestClasses.indexOf('ok');
const unsentClass = requestClasses.indexOf('unsent');
const someAnswered = ['▁', '▂', '▃', '▄', '▅', '▆'] as const;

export const loadSymbols = { all: '▇', none: '✗', nothingSent: ' ', spoiled: '?' } as const;

/**
 * Returns one character per slot: how many of the requests due in it and sent were answered as expected. A single failure shows.
 * A request stands for the time until the next one is due, so that a slow load draws no gaps where there are none.
 */
export function loadLane(stream: StreamAnalysis, slots: TimeSlots): string[] {
  const due = new Uint32Array(slots.count);
  const ok = new Uint32Array(slots.count);
  const reach = new Uint32Array(slots.count);
  const { n, dueMs, class: classes } = stream.requests;
  for (let index = 0; index < n; index += 1) {
    const slot = slots.slotOf(dueMs[index] ?? Number.NaN);
    if (slot === undefined || classes[index] === unsentClass) continue;
    due[slot] = (due[slot] ?? 0) + 1;
    reach[slot] = Math.ceil(intervalMsAt(stream, index) / slots.slotMs);
    if (classes[index] === okClass) ok[slot] = (ok[slot] ?? 0) + 1;
  }
  for (let slot = 0; slot < slots.count && stream.requests.rest.length > 0; slot += 1) {
    const fromMs = slots.fromMs + slot * slots.slotMs;
    for (const { of, n: more } of restIn(stream.requests, { fromMs, untilMs: fromMs + slots.slotMs })) {
      due[slot] = (due[slot] ?? 0) + more;
      reach[slot] = Math.max(reach[slot] ?? 0, Math.ceil(of.stepMs / slots.slotMs));
      if (of.class === okClass) ok[slot] = (ok[slot] ?? 0) + more;
    }
  }
  const lane = withoutFalseGaps(
    Array.from(due, (n, slot) => symbolOf(ok[slot] ?? 0, n)),
    reach,
  );
  for (const part of stream.spoiled) for (const slot of slots.slotsOf(part)) lane[slot] = loadSymbols.spoiled;
  return lane;
}

/** Fills the slots after each one that is not empty, as many as it reaches. */
function withoutFalseGaps(lane: readonly string[], reach: Uint32Array): string[] {
  let last = Number.NEGATIVE_INFINITY;
  return lane.map((symbol, slot) => {
    if (symbol !== loadSymbols.nothingSent) last = slot;
    return slot - last < (reach[last] ?? 0) ? (lane[last] ?? symbol) : symbol;
  });
}

function symbolOf(ok: number, due: number): string {
  if (due === 0) return loadSymbols.nothingSent;
  if (ok === due) return loadSymbols.all;
  if (ok === 0) return loadSymbols.none;
  return someAnswered[Math.min(someAnswered.length - 1, Math.floor((ok / due) * someAnswered.length))] ?? '▁';
}

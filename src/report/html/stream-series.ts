import type { StreamAnalysis, Window } from '../../analysis/analysis.ts';
import { figures } from '../../analysis/figures.ts';
import { requestRange } from '../../analysis/request-range.ts';
import { countRest, restIn } from '../../analysis/rest-requests.ts';
import type { RequestClass } from '../../history/load-bucket.ts';
import { shortName } from './short-name.ts';

/** So many slots at most, however many requests there were. */
const MOST_SLOTS = 700;
/** Due times are known to a microsecond: so much earlier, none of them lies on the wrong side of an edge. */
const EDGE_MS = 0.001;
/** Versions beyond these are told as one: nobody can tell more colours apart. */
export const MOST_VERSIONS = 6;
export const OTHER_VERSIONS = 'other';

/** Requests of one stream by due time, counted in slots. */
export interface StreamSeries {
  /** Where slots begin and end: one more than there are slots. */
  readonly edgesMs: readonly number[];
  readonly due: readonly number[];
  /** How they ended, `ok` and `unsent` among them; a class that never occurred is absent. */
  readonly classes: Readonly<Partial<Record<RequestClass, readonly number[]>>>;
  /** Of answers as expected, and of timeouts as the deadline; null in a slot without any. */
  readonly p50Ms: readonly (number | null)[];
  readonly p99Ms: readonly (number | null)[];
  /** Responses by version; a version that never answered is absent. */
  readonly versions: Readonly<Record<string, readonly number[]>>;
}

/** Returns the requests due in the window in at most so many slots, each of the same number of requests: up to 700 have a slot of their own. */
export function streamSeries(stream: StreamAnalysis, window: Window): StreamSeries {
  const edgesMs = slotEdges(stream, window);
  const slots = edgesMs.slice(1).map((untilMs, slot) =>
    figures(stream, {
      fromMs: Math.max(window.fromMs, edgesMs[slot] ?? window.fromMs),
      untilMs: Math.min(window.untilMs, untilMs),
    }),
  );
  return {
    edgesMs: edgesMs.map((ms) => Math.round(ms * 1000) / 1000),
    due: slots.map(({ due }) => due),
    classes: byName(slots.map(({ ok, errors, schedule: { unsent } }) => ({ ok, ...errors, unsent }))),
    p50Ms: slots.map(({ latencyMs }) => hundredths(latencyMs.p50)),
    p99Ms: slots.map(({ latencyMs }) => hundredths(latencyMs.p99)),
    versions: named(fewest(byName(slots.map(({ versions }) => versions)))),
  };
}

/** A slot begins when its first request is due, and lasts until that of the next one is. */
function slotEdges({ requests, ratePerSecond, stages }: StreamAnalysis, window: Window): number[] {
  const { from, until } = requestRange(requests, window);
  const thinned = countRest(restIn(requests, window)) > 0;
  if (until === from && !thinned) return [window.fromMs, window.untilMs];
  const due = (row: number) => requests.dueMs[row] ?? window.untilMs;
  if (stages !== undefined && !thinned) {
    const perSlot = Math.ceil((until - from) / MOST_SLOTS);
    const starts = Array.from({ length: Math.ceil((until - from) / perSlot) }, (_, slot) => due(from + slot * perSlot) - EDGE_MS);
    const lastGapMs = until - from > 1 ? due(until - 1) - due(until - 2) : 1000 / ratePerSecond;
    return [...starts, due(until - 1) + lastGapMs - EDGE_MS];
  }
  const intervalMs = 1000 / ratePerSecond;
  const firstMs = Math.max(window.fromMs, Math.min(due(from), requests.rest[0]?.firstMs ?? Infinity)) - EDGE_MS;
  const endMs = (thinned ? window.untilMs : due(until - 1)) + intervalMs;
  const slotMs = intervalMs * Math.max(1, Math.ceil((endMs - firstMs) / intervalMs / MOST_SLOTS));
  const count = Math.max(1, Math.ceil((endMs - firstMs) / slotMs - 0.01));
  return Array.from({ length: count + 1 }, (_, slot) => Math.min(endMs - EDGE_MS, firstMs + slot * slotMs));
}

/** Returns a column for each name that has a count somewhere. */
function byName(slots: readonly Readonly<Record<string, number | undefined>>[]): Record<string, number[]> {
  const names = new Set(slots.flatMap((slot) => Object.keys(slot).filter((name) => (slot[name] ?? 0) > 0)));
  return Object.fromEntries([...names].map((name) => [name, slots.map((slot) => slot[name] ?? 0)]));
}

/** Keeps the most frequent versions and adds up the others. */
function fewest(columns: Record<string, number[]>): Record<string, number[]> {
  const sum = (column: readonly number[]) => column.reduce((total, value) => total + value, 0);
  const names = Object.keys(columns);
  if (names.length <= MOST_VERSIONS) return columns;
  const kept = new Set(names.toSorted((left, right) => sum(columns[right] ?? []) - sum(columns[left] ?? [])).slice(0, MOST_VERSIONS - 1));
  const others = names.filter((name) => !kept.has(name));
  const rest = (columns[others[0] ?? ''] ?? []).map((_, slot) => others.reduce((total, name) => total + (columns[name]?.[slot] ?? 0), 0));
  return { ...Object.fromEntries(Object.entries(columns).filter(([name]) => kept.has(name))), [OTHER_VERSIONS]: rest };
}

function named(columns: Record<string, number[]>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [shortName(name), column]));
}

function hundredths(ms: number): number | null {
  return Number.isFinite(ms) ? Math.round(ms * 100) / 100 : null;
}

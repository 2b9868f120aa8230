import type { StreamAnalysis, Window } from '../../analysis/analysis.ts';
import { figures } from '../../analysis/figures.ts';
import { requestRange } from '../../analysis/request-range.ts';
import { countRest, restIn } from '../../analysis/rest-requests.ts';
import type { RequestClass } from '../../history/load-bucket.ts';
import { shortName } from './short-name.ts';

/** So many slots at most, however many requests there were. */
const MOST_SLOTS = 700;
/** Due times are known to a microsecond. */
const EDGE_MS = 0.001;
/** Versions beyond these are told as one: nobody can tell more colours apart. */
export const MOST_VERSIONS = 6;
export const OTHER_VERSIONS = 'other';

/** Requests of one stream by due time, counted in slots of equal length. */
export interface StreamSeries {
  readonly fromMs: number;
  readonly slotMs: number;
  readonly due: readonly number[];
  /** How they ended, `ok` and `unsent` among them; a class that never occurred is absent. */
  readonly classes: Readonly<Partial<Record<RequestClass, readonly number[]>>>;
  /** Of answers as expected, and of timeouts as the deadline; null in a slot without any. */
  readonly p50Ms: readonly (number | null)[];
  readonly p99Ms: readonly (number | null)[];
  /** Responses by version; a version that never answered is absent. */
  readonly versions: Readonly<Record<string, readonly number[]>>;
}

/**
 * Returns the requests due in the window in at most 700 slots, each as long as a whole number of requests is apart: a constant rate gives a straight line.
 * Up to 700 requests each have a slot of their own.
 */
export function streamSeries(stream: StreamAnalysis, window: Window): StreamSeries {
  const { requests, ratePerSecond } = stream;
  const { from, until } = requestRange(requests, window);
  const n = until - from + countRest(restIn(requests, window));
  const firstMs = n === 0 ? window.fromMs : Math.min(requests.dueMs[from] ?? Infinity, requests.rest[0]?.firstMs ?? Infinity);
  const intervalMs = 1000 / ratePerSecond;
  // A little earlier, so that rounding leaves no due time on the wrong side of an edge.
  const fromMs = Math.max(firstMs, window.fromMs) - EDGE_MS;
  const perSlot = Math.max(1, Math.ceil((window.untilMs - fromMs) / intervalMs / MOST_SLOTS));
  const slotMs = intervalMs * perSlot;
  const count = Math.max(1, Math.ceil((window.untilMs - fromMs) / slotMs));
  const slots = Array.from({ length: count }, (_, slot) =>
    figures(stream, {
      fromMs: Math.max(window.fromMs, fromMs + slot * slotMs),
      untilMs: Math.min(window.untilMs, fromMs + (slot + 1) * slotMs),
    }),
  );
  return {
    fromMs,
    slotMs,
    due: slots.map(({ due }) => due),
    classes: byName(slots.map(({ ok, errors, schedule: { unsent } }) => ({ ok, ...errors, unsent }))),
    p50Ms: slots.map(({ latencyMs }) => hundredths(latencyMs.p50)),
    p99Ms: slots.map(({ latencyMs }) => hundredths(latencyMs.p99)),
    versions: named(fewest(byName(slots.map(({ versions }) => versions)))),
  };
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

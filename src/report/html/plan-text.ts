import { stringify } from 'yaml';
import type { HistoryEvent } from '../../history/history-event.ts';
import type { JsonValue } from '../../history/json-value.ts';
import { visibleLines } from '../visible.ts';

const LONGEST = 40_000;
const LONGEST_LIST = 12;
/** Where in the file something was written, and what nobody reads. */
const unsaid = new Set(['source']);

/**
 * Returns the scenario as the run understood it, defaults and all, as YAML; undefined when the history holds no plan.
 * Values of environment variables, build arguments and headers are not in a plan.
 */
export function planText(events: readonly HistoryEvent[]): string | undefined {
  const event = events.findLast(({ type }) => type === 'plan');
  if (event?.type !== 'plan' || !isObject(event.plan)) return undefined;
  const text = visibleLines(stringify(short(event.plan['scenario'] ?? event.plan), { lineWidth: 0, aliasDuplicateObjects: false }));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… (the rest is in history.ndjson)` : text;
}

function short(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return shortList(value);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key, inner]) => !unsaid.has(key) && !isEmpty(inner));
  return Object.fromEntries(entries.map(([key, inner]) => [key, short(inner)]));
}

function shortList(list: readonly JsonValue[]): JsonValue {
  const [first] = list;
  const consecutive = typeof first === 'number' && list.every((value, index) => value === first + index);
  if (consecutive && list.length > 2) return `${first}..${first + list.length - 1}`;
  const kept = list.slice(0, LONGEST_LIST).map(short);
  return list.length > LONGEST_LIST && list.every((value) => !isObject(value))
    ? [...kept, `… ${list.length - LONGEST_LIST} more`]
    : list.map(short);
}

function isEmpty(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

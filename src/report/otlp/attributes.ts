import { visibleLines } from '../visible.ts';

/** A value as OTLP writes it in JSON: 64-bit integers are strings. */
export type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

export type Plain = string | number | boolean | readonly string[];

/** Returns attributes; those without a value are left out. */
export function attributes(of: Readonly<Record<string, Plain | null | undefined>>): KeyValue[] {
  return Object.entries(of).flatMap(([key, value]) => (value === undefined || value === null ? [] : [{ key, value: valueOf(key, value) }]));
}

/** A length of time is a double also where it happens to be whole: backends take an attribute's first type for all. */
function valueOf(key: string, value: Plain): AnyValue {
  return typeof value === 'number' && key.endsWith('_ms') ? { doubleValue: value } : anyValue(value);
}

/** Returns a value of its own, such as the body of an event. */
export function anyValue(value: Plain): AnyValue {
  if (typeof value === 'string') return { stringValue: visibleLines(value) };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map(anyValue) } };
}

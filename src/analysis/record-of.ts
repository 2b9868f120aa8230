/**
 * Returns the entries as a record that holds nothing else: names come from outside, and what every object inherits – `constructor`, say – is none of them.
 */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
}

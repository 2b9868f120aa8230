/** Returns the values in so many parts of about the same size, in their order. */
export function intoParts<T>(values: readonly T[], parts: number): T[][] {
  const at = (part: number): number => Math.round((part * values.length) / parts);
  return Array.from({ length: parts }, (_, part) => values.slice(at(part), at(part + 1))).filter((part) => part.length > 0);
}

import { satisfies, type Comparison } from '../scenario/comparison.ts';

/** What a number may be, given all that is not known: at least `low`, at most `high`, both included. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** Returns the range of a number that is known. */
export function exactly(value: number): ValueRange {
  return { low: value, high: value };
}

/** Returns whether every value of the range satisfies the comparison (true), none does (false), or some do (undefined: cannot be told). */
export function holdsOver({ low, high }: ValueRange, comparison: Comparison): boolean | undefined {
  const { operator, value } = comparison;
  if (operator === '==' || operator === '!=') {
    const outside = value < low || value > high;
    const certain = low === high || outside;
    return certain ? satisfies(outside ? low : value, comparison) : undefined;
  }
  const atLow = satisfies(low, comparison);
  return atLow === satisfies(high, comparison) ? atLow : undefined;
}

/** Returns whether all hold: false when one does not, undefined when one cannot be told. */
export function allHold(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

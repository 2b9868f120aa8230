export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A bound that a measured number is held against. A percentage is kept as a share (0..1), a duration in ms, a size in bytes. */
export interface Comparison {
  readonly operator: ComparisonOperator;
  readonly value: number;
  readonly unit: 'share' | 'ms' | 'bytes' | 'count';
  /** As the person wrote it, normalised: '>= 99.5%'. */
  readonly text: string;
}

const operators: Record<ComparisonOperator, (left: number, right: number) => boolean> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** Returns whether `observed` (in the comparison's unit) satisfies it. */
export function satisfies(observed: number, comparison: Comparison): boolean {
  return operators[comparison.operator](observed, comparison.value);
}

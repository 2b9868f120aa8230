import type { Comparison } from '../scenario/comparison.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Period } from './period.ts';
import { plural } from './plural.ts';
import { holdsOver } from './value-range.ts';

const once: Comparison = { operator: '>=', value: 1, unit: 'count', text: '>= 1' };

/** Returns the schema of `times`: how often something happened; at least once when it is left out. */
export function times() {
  return comparison('count').default(once).describe('How often (default: at least once).');
}

/** Returns whether `seen` events satisfy the bound, when more may have happened unseen. */
export function countHolds(seen: number, bound: Comparison, period: Pick<Period, 'unseen'>): boolean | undefined {
  return holdsOver({ low: seen, high: period.unseen === undefined ? seen : Infinity }, bound);
}

/** Returns a bound on how often in words: 'never', '1 time', 'at least 2 times'. */
export function oftenText({ operator, value, text }: Comparison): string {
  switch (operator) {
    case '==':
      return value === 0 ? 'never' : plural(value, 'time');
    case '>=':
      return `at least ${plural(value, 'time')}`;
    case '<=':
      return `at most ${plural(value, 'time')}`;
    case '!=':
    case '<':
    case '>':
      return `${text} times`;
  }
}

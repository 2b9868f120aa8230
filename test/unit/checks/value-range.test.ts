import { expect } from 'chai';
import fc from 'fast-check';
import { allHold, exactly, holdsOver } from '../../../src/checks/value-range.ts';
import { satisfies, type ComparisonOperator } from '../../../src/scenario/comparison.ts';

const operators: readonly ComparisonOperator[] = ['==', '!=', '<', '<=', '>', '>='];

describe('holdsOver', () => {
  it('says for a known value what the comparison says, and for a range what it says for all of it', () => {
    const small = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...operators), small, small, small, (operator, value, one, other) => {
        const comparison = { operator, value, unit: 'count', text: '' } as const;
        expect(holdsOver(exactly(one), comparison)).to.equal(satisfies(one, comparison));
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        // Halves too: a range holds more than integers.
        const all = Array.from({ length: 2 * (high - low) + 1 }, (_, index) => satisfies(low + index / 2, comparison));
        const truth = all.every(Boolean) ? true : all.some(Boolean) ? undefined : false;
        expect(holdsOver({ low, high }, comparison)).to.equal(truth);
      }),
    );
  });

  it('knows ranges without end', () => {
    const from3 = { low: 3, high: Infinity };
    expect(holdsOver(from3, { operator: '>=', value: 3, unit: 'count', text: '' })).to.equal(true);
    expect(holdsOver(from3, { operator: '<', value: 3, unit: 'count', text: '' })).to.equal(false);
    expect(holdsOver(from3, { operator: '==', value: 4, unit: 'count', text: '' })).to.equal(undefined);
  });
});

describe('allHold', () => {
  it('is only true when everything is', () => {
    expect(allHold([])).to.equal(true);
    expect(allHold([true, true])).to.equal(true);
    expect(allHold([true, undefined])).to.equal(undefined);
    expect(allHold([undefined, false])).to.equal(false);
  });
});

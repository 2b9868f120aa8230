import { expect } from 'chai';
import fc from 'fast-check';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { Histogram } from '../../../src/history/histogram.ts';

const word = fc.oneof(fc.nat(1000), fc.nat(2_000_000), fc.nat(0xffff_fffe));
const words = fc.array(word, { maxLength: 200 }).map((values) => Uint32Array.from(values));
const cells = (histogram: Histogram) => [...histogram.values()];

describe('Histogram', () => {
  it('counts every value once, within 0.4 % of where it is', () => {
    fc.assert(
      fc.property(words, (values) => {
        const histogram = Histogram.of(values);
        const sorted = [...values].sort((left, right) => left - right);
        const middles = cells(histogram).flatMap(({ us, count }) => Array.from({ length: count }, () => us));
        expect(histogram.n).to.equal(values.length);
        expect(histogram.maxUs).to.equal(sorted.at(-1) ?? 0);
        for (const [index, us] of sorted.entries()) expect(middles[index]).to.be.closeTo(us, us * 0.004);
      }),
    );
  });

  it('tells percentiles by nearest rank', () => {
    fc.assert(
      fc.property(words, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const sorted = [...values].sort((left, right) => left - right);
        const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
        expect(Histogram.of(values).percentile(share)).to.be.closeTo(exact, exact * 0.004);
      }),
    );
  });

  it('is the same however its parts are merged', () => {
    fc.assert(
      fc.property(words, words, words, (a, b, c) => {
        const [of, ofA, ofB, ofC] = [Uint32Array.of(...a, ...b, ...c), a, b, c].map((values) => Histogram.of(values)) as [
          Histogram,
          Histogram,
          Histogram,
          Histogram,
        ];
        for (const merged of [ofA.merge(ofB).merge(ofC), ofA.merge(ofB.merge(ofC)), ofC.merge(ofA).merge(ofB)]) {
          expect(cells(merged)).to.deep.equal(cells(of));
          expect(merged.maxUs).to.equal(of.maxUs);
        }
      }),
    );
  });

  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(words, (values) => {
        const histogram = Histogram.of(values);
        const read = Histogram.decode(histogram.encode());
        expect(cells(read)).to.deep.equal(cells(histogram));
        expect([read.n, read.maxUs]).to.deep.equal([histogram.n, histogram.maxUs]);
      }),
    );
  });

  it('refuses what it did not write', () => {
    for (const text of ['', 'gA==', Buffer.from([5, 1]).toString('base64'), Buffer.from([5, 0xff, 0x7f, 1]).toString('base64')]) {
      expect(() => Histogram.decode(text))
        .to.throw(FaultlineError)
        .with.property('code', 'ERR_HISTORY_INVALID');
    }
  });
});

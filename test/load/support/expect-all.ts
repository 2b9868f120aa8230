import { expect } from 'chai';
import type { RequestClass } from '../../../src/history/load-bucket.ts';
import type { Measurement } from './measure.ts';

/** Every request of each stream ended so, and there were some. Only what this machine was too busy to send is let pass. */
export function expectAll(measured: Measurement, outcome: RequestClass, atLeast = 10): void {
  for (const stream of new Set(measured.buckets.map((bucket) => bucket.stream))) {
    const { unsent: _unsent, ...judged } = measured.counts(stream);
    expect(Object.keys(judged), stream).to.deep.equal([outcome]);
    expect(measured.of(stream)).to.have.length.greaterThan(atLeast);
  }
  expect(measured.buckets).to.not.be.empty;
  for (const bucket of measured.buckets) {
    const { unsent = 0, ...errors } = bucket.errors;
    expect(bucket.ok).to.equal(outcome === 'ok' ? bucket.due - unsent : 0);
    expect(errors).to.deep.equal(outcome === 'ok' || unsent === bucket.due ? {} : { [outcome]: bucket.due - unsent });
  }
}

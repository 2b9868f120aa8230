import { expect } from 'chai';
import { stop } from '../../../src/faults/stop.ts';

describe('fault stop', () => {
  it("takes a grace period, or leaves the container's own", () => {
    expect(stop.schema.parse({ grace: '3s' })).to.deep.equal({ graceMs: 3000 });
    expect(stop.schema.parse({})).to.deep.equal({ graceMs: undefined });
  });

  it('refuses a grace period without a unit', () => {
    expect(stop.schema.safeParse({ grace: 3 }).error?.issues[0]?.message).to.include('3s');
  });
});

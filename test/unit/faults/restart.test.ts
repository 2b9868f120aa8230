import { expect } from 'chai';
import { restart } from '../../../src/faults/restart.ts';

describe('fault restart', () => {
  it("takes a grace period, or leaves the container's own", () => {
    expect(restart.schema.parse({ grace: '3s' })).to.deep.equal({ graceMs: 3000 });
    expect(restart.schema.parse({})).to.deep.equal({ graceMs: undefined });
  });

  it('refuses a grace period without a unit', () => {
    expect(restart.schema.safeParse({ grace: 3 }).error?.issues[0]?.message).to.include('3s');
  });
});

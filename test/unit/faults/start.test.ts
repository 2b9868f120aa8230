import { expect } from 'chai';
import { start } from '../../../src/faults/start.ts';

describe('fault start', () => {
  it('takes a refusal for a failure unless it is allowed', () => {
    expect(start.schema.parse({})).to.deep.equal({ allowRefusal: false });
    expect(start.schema.parse({ allow_refusal: true })).to.deep.equal({ allowRefusal: true });
  });
});

import { resolve } from 'node:path';
import { expect } from 'chai';
import { commonDirectory } from '../../../src/report/common-directory.ts';

describe('commonDirectory', () => {
  it('is the deepest one that all runs are in', () => {
    expect(commonDirectory(['reports/a', 'reports/b'])).to.equal('reports');
    expect(commonDirectory(['reports/a', 'reports/deep/b'])).to.equal('reports');
    expect(commonDirectory(['/x/a', '/y/b'])).to.equal('/');
    expect(commonDirectory(['/x/reports-old/a', '/x/reports/b'])).to.equal('/x');
    expect(commonDirectory(['a', 'b'])).to.equal('.');
  });

  it('is where a single run is', () => {
    expect(commonDirectory(['/x/a'])).to.equal('/x');
    expect(resolve(commonDirectory(['reports/a']))).to.equal(resolve('reports'));
  });
});

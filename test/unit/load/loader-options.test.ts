import { expect } from 'chai';
import { loaderOptions } from '../../../src/load/loader-options.ts';

describe('loaderOptions', () => {
  it('takes what says how modules are read, in both spellings, and nothing else', () => {
    const all = [
      '--inspect=9229',
      '--import',
      'tsx',
      '--eval',
      'x',
      '--require=./a.cjs',
      '-r',
      './b.cjs',
      '--experimental-strip-types',
      '--expose-gc',
    ];
    expect(loaderOptions(all)).to.deep.equal(['--import', 'tsx', '--require=./a.cjs', '-r', './b.cjs', '--experimental-strip-types']);
  });

  it('does not take an option for the value of the one before', () => {
    expect(loaderOptions(['--import=tsx', '--prof'])).to.deep.equal(['--import=tsx']);
  });
});

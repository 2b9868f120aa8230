import { expect } from 'chai';
import { editDistance, nearest, suggest } from '../../../src/scenario/nearest.ts';

describe('nearest', () => {
  it('counts insertions, deletions, substitutions and swaps as one', () => {
    expect(editDistance('kill', 'kill')).to.equal(0);
    expect(editDistance('kil', 'kill')).to.equal(1);
    expect(editDistance('klil', 'kill')).to.equal(1);
    expect(editDistance('', 'abc')).to.equal(3);
    expect(editDistance('signal', 'single')).to.equal(3);
  });

  it('finds what was meant, whatever the case and the dashes', () => {
    const known = ['healthcheck', 'stop_signal', 'image', 'init'];
    expect(nearest('helthchek', known)).to.equal('healthcheck');
    expect(nearest('stopSignal', known)).to.equal('stop_signal');
    expect(nearest('volumes', known)).to.equal(undefined);
    expect(nearest('x'.repeat(100_000), known)).to.equal(undefined);
  });

  it('lists what is known when nothing is near', () => {
    expect(suggest('volumes', ['image', 'init'])).to.equal('use one of: image, init');
  });
});

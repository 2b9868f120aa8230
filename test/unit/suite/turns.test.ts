import { expect } from 'chai';
import { Turns } from '../../../src/suite/turns.ts';

describe('Turns', () => {
  const measures = (file: string) => file.startsWith('load');

  it('gives every file once, in order, when none measures', () => {
    const turns = new Turns(['a', 'b'], measures);
    expect([turns.next(), turns.next(), turns.next()]).to.deep.equal(['a', 'b', undefined]);
  });

  it('never gives two that measure at a time', () => {
    const turns = new Turns(['load1', 'load2', 'a'], measures);
    expect([turns.next(), turns.next(), turns.next()]).to.deep.equal(['load1', 'a', undefined]);
    turns.ended('a');
    expect(turns.next()).to.equal(undefined);
    turns.ended('load1');
    expect(turns.next()).to.equal('load2');
  });
});

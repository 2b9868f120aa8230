import { expect } from 'chai';
import fc from 'fast-check';
import { padEnd, padStart, textWidth, truncate, wrap } from '../../../src/report/text-width.ts';

describe('textWidth', () => {
  it('counts what a terminal shows', () => {
    expect(textWidth('abc')).to.equal(3);
    expect(textWidth('世界')).to.equal(4);
    expect(textWidth('e\u0301')).to.equal(1);
    expect(textWidth('🙂')).to.equal(2);
    expect(textWidth('\u001b[31mred\u001b[39m')).to.equal(3);
  });
});

describe('padding', () => {
  it('pads by width, and leaves what is too long', () => {
    expect(padEnd('世', 4)).to.equal('世  ');
    expect(padStart('x', 3)).to.equal('  x');
    expect(padEnd('long', 2)).to.equal('long');
  });
});

describe('truncate', () => {
  it('cuts only what does not fit, and says that it did', () => {
    expect(truncate('abcdef', 6)).to.equal('abcdef');
    expect(truncate('abcdef', 5)).to.equal('abcd…');
    expect(truncate('世界世界', 5)).to.equal('世界…');
    expect(truncate('abc', 0)).to.equal('');
  });

  it('never returns more columns than asked for', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, columns) => textWidth(truncate(text, columns)) <= columns));
  });
});

describe('wrap', () => {
  it('breaks at spaces', () => {
    expect(wrap('the quick brown fox', 10)).to.deep.equal(['the quick', 'brown fox']);
  });

  it('breaks a word that is wider than a line', () => {
    expect(wrap('abcdefgh ij', 4)).to.deep.equal(['abcd', 'efgh', 'ij']);
  });

  it('loses nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 20 }), (text, columns) => {
        expect(wrap(text, columns).join('').replaceAll(' ', '')).to.equal(text.replaceAll(' ', ''));
      }),
    );
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { visible, visibleLines } from '../../../src/report/visible.ts';

describe('visible', () => {
  it('leaves what a reader sees as it is', () => {
    expect(visible('Grüße, 世界 🙂 <b> | `x`')).to.equal('Grüße, 世界 🙂 <b> | `x`');
  });

  it('shows colour codes and other controls instead of sending them to the terminal', () => {
    expect(visible('\u001b[31mred\u0007\u009b2J')).to.equal(String.raw`\x1b[31mred\x07\x9b2J`);
  });

  it('keeps everything on one line', () => {
    expect(visible('a\r\nb\u2028c\td')).to.equal(String.raw`a\r\nb\u2028c\td`);
  });

  it('shows characters that turn the direction of text or take no room', () => {
    expect(visible('a\u202eb\u200bc\ufeff')).to.equal(String.raw`a\u202eb\u200bc\ufeff`);
  });

  it('shows lone surrogates, which no encoding can write', () => {
    expect(visible('a\ud800b')).to.equal(String.raw`a\ud800b`);
  });

  it('never lets a control character through', () => {
    const anyText = fc.array(fc.oneof(fc.nat(0x10ffff), fc.nat(0xff))).map((points) => String.fromCodePoint(...points));
    fc.assert(fc.property(anyText, (text) => !/[\p{Cc}\p{Cs}\u2028-\u202e]/u.test(visible(text))));
  });
});

describe('visibleLines', () => {
  it('keeps line breaks and tabs only', () => {
    expect(visibleLines('a\n\tb\r\u001b')).to.equal('a\n\tb\\r\\x1b');
  });
});

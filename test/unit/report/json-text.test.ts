import { expect } from 'chai';
import { jsonLine, jsonText } from '../../../src/report/json-text.ts';

describe('jsonText', () => {
  it('says the same as JSON, without a character that moves the cursor', () => {
    const value = { 'a\u009b2J': '\u001b[2J\u0085\u202e\u2028\u{e0001}\ud800 é 😀', list: [1, 'x\ny'] };
    const text = jsonText(value);
    expect(JSON.parse(text)).to.deep.equal(value);
    expect(text.replaceAll('\n', '')).to.not.match(/[\p{Cc}\p{Cf}\u2028\u2029\p{Cs}]/u);
    expect(text).to.include('é 😀').and.include('\n  "list": [\n    1,');
  });

  it('is the same on one line', () => {
    expect(jsonLine({ a: 'x\u0085\u202e' })).to.equal(String.raw`{"a":"x\u0085\u202e"}`);
  });
});

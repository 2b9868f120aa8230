import { expect } from 'chai';
import { interpolate } from '../../../src/scenario/source/interpolate.ts';

const env = { SET: 'value', EMPTY: '' };

describe('interpolate', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['$SET', 'value'],
    ['${SET}', 'value'],
    ['a${SET}b$SET.c', 'avaluebvalue.c'],
    ['${SET:-d}', 'value'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${UNSET-d}', 'd'],
    ['${UNSET:-}', ''],
    ['${UNSET:-${SET}}', 'value'],
    ['${UNSET:-a}b}', 'ab}'],
    ['${SET:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${UNSET+x}', ''],
    ['${SET:?m}', 'value'],
    ['${EMPTY?m}', ''],
    ['$$SET $${SET}', '$SET ${SET}'],
    ['^ok$', '^ok$'],
    ['(a$|b)', '(a$|b)'],
    ['$1', '$1'],
  ];
  for (const [text, expected] of cases)
    it(`makes ${text} ${expected === '' ? 'nothing' : expected}`, () => expect(interpolate(text, env).text).to.equal(expected));

  it('tells which variables are not set', () => {
    expect(interpolate('$A ${B} ${C:-c} $SET', env).unset).to.deep.equal(['A', 'B']);
  });

  const errors: readonly (readonly [string, string])[] = [
    ['${UNSET:?say it}', '`UNSET` is not set: say it'],
    ['${EMPTY:?}', '`EMPTY` is not set'],
    ['${UNSET?${SET} it}', '`UNSET` is not set: value it'],
    ['${SET', '`${` is not closed'],
    ['${}', 'names no variable'],
    ['${1}', 'names no variable'],
    ['${SET~x}', 'is not understood'],
    [`${'${A:-'.repeat(20)}${'}'.repeat(20)}`, 'nested too deeply'],
  ];
  for (const [text, message] of errors) it(`refuses ${text.slice(0, 30)}`, () => expect(() => interpolate(text, env)).to.throw(message));
});

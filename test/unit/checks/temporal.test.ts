import { expect } from 'chai';
import { overSpan, type TemporalOptions, type Truth } from '../../../src/checks/temporal.ts';

/** True from 0, false from 100, true again from 300. */
const dip: readonly Truth[] = [
  { atMs: 0, holds: true, seq: 1 },
  { atMs: 100, holds: false, seq: 2 },
  { atMs: 300, holds: true, seq: 3 },
];
const over = (
  series: readonly Truth[],
  options: TemporalOptions,
  more: { unseen?: string; endsEarly?: string } = {},
  fromMs = 0,
  untilMs = 1000,
) => overSpan(series, options, { fromMs, untilMs, ...more });

describe('values over time', () => {
  it('count at the end without a word for time', () => {
    expect(over(dip, {})).to.include({ holds: true, atMs: 300 });
    expect(over(dip, {}, {}, 0, 200).holds).to.equal(false);
    expect(over([], {}).holds, 'never known').to.equal(undefined);
  });

  it('within: a lasting return in time, not what held just after the fault', () => {
    expect(over(dip, { within: 300 }).holds).to.equal(true);
    expect(over(dip, { within: 299 }).holds).to.equal(false);
    expect(over(dip, { within: 150 }, {}, 50, 200).holds).to.equal(false);
    expect(over(dip, { within: 500 }, { endsEarly: 'over' }, 50, 200)).to.include({ holds: undefined, doubt: 'over' });
    expect(over(dip, { within: 5000 }, { endsEarly: 'over' }).holds, 'it holds already').to.equal(true);
  });

  it('eventually: at some instant, in time', () => {
    expect(over(dip, { eventually: true }, {}, 150).holds).to.equal(true);
    expect(over(dip, { eventually: true, within: 100 }, {}, 150).holds).to.equal(false);
    expect(over(dip, { eventually: true, within: 150 }, {}, 150).holds).to.equal(true);
    expect(over(dip, { eventually: true }, {}, 150, 250).holds).to.equal(false);
  });

  it('always and never: at every instant, and what breaks them is the evidence', () => {
    expect(over(dip, { always: true })).to.deep.include({ holds: false, evidence: [2], atMs: 100 });
    expect(over(dip, { always: true }, {}, 350).holds).to.equal(true);
    expect(over(dip, { never: true })).to.deep.include({ holds: false, evidence: [1], atMs: 0 });
    expect(over(dip, { never: true }, {}, 150, 250).holds).to.equal(true);
  });

  it('cannot be told where something is unseen, unless what was seen decides', () => {
    const gap = { unseen: 'a gap' };
    expect(over(dip, {}, gap)).to.include({ holds: undefined, doubt: 'a gap' });
    expect(over(dip, { always: true }, gap).holds).to.equal(false);
    expect(over(dip, { always: true }, gap, 350).holds).to.equal(undefined);
    expect(over(dip, { eventually: true }, gap).holds).to.equal(true);
    expect(over(dip, { eventually: true }, gap, 150, 250).holds).to.equal(undefined);
    expect(over(dip, { never: true }, gap, 150, 250).holds).to.equal(undefined);
    expect(over(dip, { within: 300 }, gap).holds).to.equal(undefined);
  });
});

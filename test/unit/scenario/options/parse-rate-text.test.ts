import { expect } from 'chai';
import fc from 'fast-check';
import { formatRate } from '../../../../src/scenario/format-rate.ts';
import { parseRateText } from '../../../../src/scenario/options/parse-rate-text.ts';
import { OptionTextError } from '../../../../src/scenario/options/text-option.ts';

const stage = (fromPerSecond: number, toPerSecond: number, forMs: number) => ({ fromPerSecond, toPerSecond, forMs });

describe('parseRateText', () => {
  it('reads a constant rate', () => {
    expect(parseRateText('200/s')).to.deep.equal({ ratePerSecond: 200 });
    expect(parseRateText(' 6/m ')).to.deep.equal({ ratePerSecond: 0.1 });
    expect(parseRateText('2.5/s')).to.deep.equal({ ratePerSecond: 2.5 });
  });

  it('reads stages, each beginning where the one before ended', () => {
    expect(parseRateText('50/s..500/s over 30s, 500/s for 10s, ..50/s over 500ms')).to.deep.equal({
      ratePerSecond: 500,
      stages: [stage(50, 500, 30_000), stage(500, 500, 10_000), stage(500, 50, 500)],
    });
    expect(parseRateText('0/s .. 6/m over 1m30s')).to.deep.equal({ ratePerSecond: 0.1, stages: [stage(0, 0.1, 90_000)] });
  });

  it('takes stages that never change for what they are: a constant rate', () => {
    expect(parseRateText('5/s for 1s, 5/s..5/s over 2s')).to.deep.equal({ ratePerSecond: 5 });
  });

  for (const [text, message, fix] of [
    ['200', 'no unit', '200/s'],
    ['', 'not a rate', '200/s'],
    ['0/s', 'no load', 'above 0'],
    ['10001/s', 'more than one load', '10000/s'],
    ['1/s, 2/s', 'neither a rate nor a stage', 'over 30s'],
    ['..5/s over 1s', 'first stage', '`10/s..`'],
    ['5/s..0/s over 1s', 'no load', 'above 0'],
    ['5/s..10/s', 'neither', 'over 30s'],
    ['5/s for 0s', 'no time', 'above 0'],
    ['5/s for 5', 'no unit', '5s'],
  ] as const) {
    it(`explains what is wrong with \`${text}\``, () => {
      const wrong = (error: unknown): boolean =>
        error instanceof OptionTextError && error.message.includes(message) && error.fix.includes(fix);
      expect(() => parseRateText(text)).to.satisfy((read: () => unknown) => {
        try {
          read();
          return false;
        } catch (error) {
          return wrong(error);
        }
      });
    });
  }

  it('reads what formatRate writes', () => {
    const perSecond = fc.integer({ min: 1, max: 10_000 });
    const drawn = fc.record({ fromPerSecond: perSecond, toPerSecond: perSecond, forMs: fc.integer({ min: 1, max: 1e7 }) });
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 2, maxLength: 5 }), (stages) => {
        const ratePerSecond = Math.max(...stages.flatMap((one) => [one.fromPerSecond, one.toPerSecond]));
        fc.pre(stages.some((one) => one.fromPerSecond !== ratePerSecond || one.toPerSecond !== ratePerSecond));
        expect(parseRateText(formatRate({ ratePerSecond, stages }))).to.deep.equal({ ratePerSecond, stages });
      }),
    );
  });
});

describe('formatRate', () => {
  it('uses the unit that makes it 1 or more', () => {
    expect([200, 2.5, 0.1, 1 / 3600].map((ratePerSecond) => formatRate({ ratePerSecond }))).to.deep.equal(['200/s', '2.5/s', '6/m', '1/h']);
    expect(formatRate({ ratePerSecond: 5, stages: [stage(0, 5, 1000)] })).to.equal('0/s..5/s over 1s');
  });
});

import { expect } from 'chai';
import { readGate } from '../../../../src/report/compare/fail-on.ts';
import { judgeGate } from '../../../../src/report/compare/judge-gate.ts';
import { figuresOfSides } from '../../../../src/report/compare/figures-of-sides.ts';
import { faultlineErrorOf } from '../../../support/faultline-error-of.ts';
import { toldRun, type Told } from '../support/told-run.ts';

const four = (told: (index: number) => Told) => [0, 1, 2, 3].map((index) => toldRun(told(index)));
const judge = (expression: string, a: (index: number) => Told, b: (index: number) => Told) =>
  judgeGate(readGate(expression), figuresOfSides(four(a), four(b))).verdict;

describe('readGate', () => {
  it('takes a figure, a load, a direction and an amount', () => {
    expect(readGate('availability drops > 0.1%')).to.deep.equal({
      expression: 'availability drops > 0.1%',
      figure: 'availability',
      direction: 'drops',
      operator: '>',
      limit: 0.001,
      relative: false,
    });
    expect(readGate(' longest outage  of users grows >= 1m30s ')).to.include({
      figure: 'longest outage',
      of: 'users',
      limit: 90_000,
      operator: '>=',
    });
    expect(readGate('p99 grows > 20%')).to.include({ figure: 'p99', limit: 0.2, relative: true });
    expect(readGate('refused of users grows > 3')).to.include({ figure: 'refused', limit: 3, relative: false });
    expect(readGate('tasks down grows > 0')).to.include({ figure: 'tasks down', limit: 0 });
  });

  const refused: Readonly<Record<string, RegExp>> = {
    '': /FIGURE \[of LOAD\] grows\|drops > AMOUNT/,
    'availability > 0.1%': /grows\|drops/,
    'availability drops < 0.1%': /grows\|drops/,
    'availibility drops > 0.1%': /Did you mean "availability"/,
    'nonsense grows > 1s': /Known figures are availability/,
    'availability drops > 100ms': /points of availability/,
    'longest outage grows > 200': /"p99 grows > 20ms"/,
    'restarts grows > 1s': /"failures grows > 10"/,
  };
  for (const [expression, hint] of Object.entries(refused)) {
    it(`refuses "${expression}" and says how to write it`, async () => {
      const error = await faultlineErrorOf(Promise.resolve().then(() => readGate(expression)));
      expect(error.code).to.equal('ERR_USAGE');
      expect(error.hint).to.match(hint);
    });
  }
});

describe('judgeGate', () => {
  const away =
    (length: number, noise = 20) =>
    (index: number): Told => ({ outagesMs: [length + index * noise], recoveryMs: length + index * noise });

  it('fails when the change is surely beyond the limit, passes when it is surely not', () => {
    expect(judge('longest outage grows > 200ms', away(100), away(700))).to.equal('failed');
    expect(judge('longest outage grows > 200ms', away(100), away(110))).to.equal('passed');
    expect(judge('longest outage grows > 200ms', away(700), away(100))).to.equal('passed');
    expect(judge('longest outage drops > 200ms', away(700), away(100))).to.equal('failed');
    expect(judge('availability of users drops > 1%', away(100), away(700))).to.equal('failed');
    expect(judge('availability drops > 2%', away(100), away(700))).to.equal('passed');
    expect(judge('recovery grows > 100%', away(100), away(700))).to.equal('failed');
    expect(
      judge(
        'p99 grows > 20%',
        () => ({ p99Ms: 10 }),
        () => ({ p99Ms: 11 }),
      ),
    ).to.equal('passed');
    expect(
      judge(
        'p99 grows > 20%',
        () => ({ p99Ms: 10 }),
        () => ({ p99Ms: 13 }),
      ),
    ).to.equal('failed');
  });

  it('counts the limit itself to the one side with >, to the other with >=', () => {
    const [from, to] = [() => ({ p99Ms: 10 }), () => ({ p99Ms: 30 })];
    expect(judge('p99 grows > 20ms', from, to)).to.equal('passed');
    expect(judge('p99 grows >= 20ms', from, to)).to.equal('failed');
  });

  it('cannot tell when the noise is as large as the limit, or the runs too few, or nothing tells the figure', () => {
    expect(judge('longest outage grows > 200ms', away(100, 300), away(300, 300))).to.equal('inconclusive');
    expect(judge('rollout grows > 1s', away(100), away(100))).to.equal('inconclusive');
    const single = judgeGate(readGate('longest outage grows > 200ms'), figuresOfSides([toldRun()], [toldRun({ outagesMs: [5000] })]));
    expect(single).to.include({ verdict: 'inconclusive', message: 'The longest outage of users cannot be told from one run of each.' });
  });

  it('knows that a class of failures that never was did not grow', () => {
    expect(
      judge(
        'refused grows > 0',
        () => ({}),
        () => ({}),
      ),
    ).to.equal('passed');
    expect(judge('reset grows > 0', away(100), away(700))).to.equal('passed');
    expect(judge('refused grows > 0', () => ({}), away(700))).to.equal('failed');
  });

  it('refuses a load that there is none of', async () => {
    const error = await faultlineErrorOf(Promise.resolve().then(() => judge('availability of uesrs drops > 1%', away(100), away(100))));
    expect(error.hint).to.equal('The loads are users.');
  });
});

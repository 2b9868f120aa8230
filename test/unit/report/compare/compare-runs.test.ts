import { expect } from 'chai';
import { sharedAxis } from '../../../../src/report/compare/axis-of-sides.ts';
import { compareRuns, type RunGroup } from '../../../../src/report/compare/compare-runs.ts';
import { comparisonSchema, type Comparison } from '../../../../src/report/compare/comparison-schema.ts';
import { renderComparison } from '../../../../src/report/compare/comparison-text.ts';
import { readGate } from '../../../../src/report/compare/fail-on.ts';
import { toldRun, type Told } from '../support/told-run.ts';
import { hostile } from '../support/hostile.ts';

const group = (label: string, all: readonly Told[]): RunGroup => ({ label, runs: all.map((told) => ({ result: toldRun(told) })) });
const away = (...lengths: readonly number[]) => lengths.map((length): Told => ({ outagesMs: [length], recoveryMs: length }));
const slow = group('slow', away(700, 720, 740, 760));
const quick = group('quick', away(100, 120, 140, 160));
const figure = ({ figures }: Comparison, name: string) => figures.find((one) => one.figure === name);
const style = { colour: false, columns: 100 };

describe('compareRuns', () => {
  it('says what is better and worse when repeats of one side differ less', () => {
    const comparison = compareRuns(slow, quick);
    expect(comparisonSchema.parse(comparison)).to.deep.equal(comparison);
    for (const name of ['availability', 'failures', 'refused', 'longest outage', 'outage time', 'recovery']) {
      expect(figure(comparison, name), name).to.include({ says: 'better' });
      expect(figure(compareRuns(quick, slow), name), name).to.include({ says: 'worse' });
    }
    expect(figure(comparison, 'outages')).to.include({ says: 'same' });
    expect(figure(comparison, 'longest outage')?.difference).to.include({ shift: -600, low: -660, high: -540 });
    expect(comparison.verdict).to.equal('passed');
  });

  it('says when the difference is no larger than the noise', () => {
    const noisy = compareRuns(group('a', away(100, 300, 500, 700)), group('b', away(200, 400, 600, 650)));
    expect(figure(noisy, 'longest outage')).to.include({ says: 'within-noise' });
  });

  it('never says anything of one run each, whatever they are like', () => {
    const single = compareRuns(group('a', away(0)), group('b', away(5000)));
    expect(single.figures.every(({ says }) => says === 'too-few-runs')).to.equal(true);
    expect(renderComparison(single, undefined, style))
      .to.contain('cannot be told from one run of each')
      .and.not.to.contain('worse');
  });

  it('leaves out runs that are no evidence, and says why', () => {
    const spoiled = { runs: [...slow.runs, { result: toldRun({ id: 'late', outagesMs: [900], spoiled: true }) }], label: 'a' };
    const broken = { runs: [...quick.runs, { result: toldRun({ id: 'cut', ended: 'interrupted', outagesMs: [5000] }) }], label: 'b' };
    const comparison = compareRuns(spoiled, broken);
    expect(comparison.a.leftOut.map(({ run, load }) => [run, load])).to.deep.equal([['late', 'users']]);
    expect(comparison.b.leftOut.map(({ run, reason }) => [run, reason])).to.deep.equal([
      ['cut', 'it did not come to its planned end: interrupted'],
    ]);
    expect(figure(comparison, 'longest outage')?.a.values).to.deep.equal([700, 720, 740, 760]);
    expect(figure(comparison, 'longest outage')?.b.values).to.deep.equal([100, 120, 140, 160]);
    expect(renderComparison(comparison, undefined, style)).to.contain('left out: late, load users: an outage lies where');
  });

  it('lists what else differs: engine, images, scenario, faultline', () => {
    const plan = (order: string) => ({
      scenario: { name: order, subjects: { web: { spec: { update: { order } }, source: { line: order.length } } } },
    });
    const one = { label: 'a', runs: [{ result: toldRun({ imageId: 'sha256:aaa', engineVersion: '20.10.24' }), plan: plan('stop-first') }] };
    const other = {
      label: 'b',
      runs: [{ result: toldRun({ imageId: 'sha256:bbb', engineVersion: '25.0.1' }), plan: plan('start-first') }],
    };
    expect(compareRuns(one, other).differs).to.deep.equal([
      { what: 'engine', a: ['docker 20.10.24'], b: ['docker 25.0.1'] },
      { what: 'images of web', a: ['app:v1 (aaa)'], b: ['app:v1 (bbb)'] },
      { what: 'subjects.web.spec.update.order', a: ['stop-first'], b: ['start-first'] },
    ]);
    expect(compareRuns(slow, quick).differs).to.deep.equal([]);
  });

  it('pairs the only loads, whatever they are called, and else those of one name', () => {
    const users = group('a', [{ outagesMs: [100] }]);
    const visitors = group('b', [{ outagesMs: [100], load: 'visitors' }]);
    expect(figure(compareRuns(users, visitors), 'availability')?.of).to.equal('users / visitors');
  });

  it('takes what never recovered for longer than anything', () => {
    const never = group(
      'b',
      [1, 2, 3, 4].map(() => ({ outagesMs: [100], recoveryMs: null })),
    );
    const comparison = compareRuns(quick, never, [readGate('recovery grows > 1s')]);
    expect(figure(comparison, 'recovery')).to.include({ says: 'worse' });
    expect(figure(comparison, 'recovery')?.b).to.deep.equal({ values: [null, null, null, null], median: null });
    expect(comparison.gates[0]).to.include({ verdict: 'failed', message: 'From A to B the recovery changes by +∞.' });
  });
});

describe('renderComparison', () => {
  it('fits into 100 columns, with every run on one axis', () => {
    const text = renderComparison(compareRuns(slow, quick, [readGate('p99 grows > 20%')]), sharedAxis(slow, quick), style);
    expect(Math.max(...text.split('\n').map((line) => line.length))).to.be.at.most(100);
    expect(text.match(/^ {2}[AB] r1 +▇+✗+▇+$/gm)).to.have.length(8);
    expect(text)
      .to.match(/longest outage +730 ms +130 ms +−600 ms +−660 ms … −540 ms +better/)
      .and.to.contain('↑ first fault')
      .and.to.contain('✓ holds: p99 grows > 20%');
  });

  it('shows foreign text as text', () => {
    const odd = group(hostile, [{ id: hostile, name: hostile, load: hostile, engineVersion: hostile, outagesMs: [100] }]);
    const text = renderComparison(compareRuns(odd, quick), sharedAxis(odd, quick), style);
    expect(text).not.to.match(/\p{Cc}(?<!\n)|\u202e/u);
    expect(Math.max(...text.split('\n').map((line) => line.length))).to.be.at.most(100);
  });
});

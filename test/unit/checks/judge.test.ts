import { expect } from 'chai';
import { z } from 'zod';
import type { Check } from '../../../src/checks/check.ts';
import { judgeAll } from '../../../src/checks/judge-all.ts';
import { judgeHistory } from '../../../src/checks/judge-history.ts';
import { CANNOT_TELL, judgeSteady } from '../../../src/checks/judge-steady.ts';
import { readExpectation } from '../../../src/checks/read-expectation.ts';
import { unmet } from '../../../src/checks/unmet.ts';
import { HistoryBuilder } from '../support/history-builder.ts';

const refusedBetween = (fromMs: number, untilMs: number) =>
  new HistoryBuilder().subject().load((dueMs) => (dueMs >= fromMs && dueMs < untilMs ? { class: 'refused' } : undefined));
const perfect = [readExpectation('availability == 100%')];

describe('judgeAll', () => {
  it('gives one result for each expectation, in order, with its line', () => {
    const analysis = refusedBetween(2000, 3000).ended().analyse();
    const results = judgeAll(
      [
        { ...readExpectation('availability >= 50%'), line: 7 },
        { ...readExpectation('outage <= 10ms'), source: { line: 8 } },
      ],
      analysis,
    );
    expect(results.map(({ kind, verdict, line }) => [kind, verdict, line])).to.deep.equal([
      ['availability', 'passed', 7],
      ['outage', 'failed', 8],
    ]);
  });

  it('is inconclusive about a check that throws, and about one it does not know', () => {
    const broken: Check = {
      name: 'broken',
      summary: '',
      schema: z.unknown(),
      of: 'none',
      judge() {
        throw new TypeError('x is undefined');
      },
    };
    const analysis = new HistoryBuilder().ended().analyse();
    const results = judgeAll(
      [
        { kind: 'broken', options: {} },
        { kind: 'unheard', options: {} },
        { kind: 'exit', options: null },
      ],
      analysis,
      [broken],
    );
    expect(results.map(({ verdict }) => verdict)).to.deep.equal(['inconclusive', 'inconclusive', 'inconclusive']);
    expect(results[0]?.message).to.include('x is undefined');
    expect(judgeAll([{ kind: 'exit', options: null }], analysis)[0]?.verdict, 'damaged options').to.equal('inconclusive');
  });
});

describe('judgeHistory', () => {
  const plan = { scenario: { expect: [{ ...readExpectation('availability >= 50%'), source: { line: 3, column: 1 } }] } };

  it('judges by the expectations of the plan in the history, or by others in their place', () => {
    const history = refusedBetween(2000, 3000)
      .ended()
      .add(0, { type: 'plan', plan: JSON.parse(JSON.stringify(plan)) as never });
    expect(judgeHistory(history.analyse()).map(({ kind, verdict, line }) => [kind, verdict, line])).to.deep.equal([
      ['availability', 'passed', 3],
    ]);
    expect(judgeHistory(history.analyse(), perfect).map(({ verdict }) => verdict)).to.deep.equal(['failed']);
  });

  it('has nothing but the integrity to judge in a history without a plan', () => {
    expect(judgeHistory(new HistoryBuilder().ended().analyse())).to.deep.equal([]);
  });
});

describe('judgeSteady', () => {
  const { events } = refusedBetween(2000, 3000);

  it('judges the window of a history that is still being written, whatever `during` says', () => {
    expect(judgeSteady(perfect, events, { fromMs: 0, untilMs: 2000 }).held).to.equal(true);
    expect(judgeSteady(perfect, events, { fromMs: 1500, untilMs: 2500 })).to.deep.equal({
      held: false,
      message: 'The availability: 50% (50 of 100, deadline 500 ms), expected == 100%.',
    });
    expect(judgeSteady(perfect, events, { fromMs: 3000, untilMs: 4000 }).held).to.equal(true);
  });

  it('does not know when there is nothing to judge by', () => {
    const { held, message } = judgeSteady(perfect, events, { fromMs: 8000, untilMs: 9000 });
    expect(held).to.equal(undefined);
    expect(message.startsWith(CANNOT_TELL)).to.equal(true);
  });

  it('counts only events of the window', () => {
    const died = new HistoryBuilder().subject().engine(100, 'start').engine(500, 'die', { exitCode: 1 }).events;
    const none = [readExpectation('exit: { times: 0 }')];
    expect(judgeSteady(none, died, { fromMs: 0, untilMs: 1000 }).held).to.equal(false);
    expect(judgeSteady(none, died, { fromMs: 600, untilMs: 1000 }).held).to.equal(true);
  });
});

describe('unmet', () => {
  const expectations = ['exit: { code: 1 }', 'restarts: { is: 1 }', 'state: { is: running }', 'availability == 100%'].map((text) =>
    readExpectation(text),
  );
  const history = () => new HistoryBuilder().subject().engine(100, 'start');

  it('waits for what may still happen, and not for measurements', () => {
    const dead = history().engine(500, 'die', { exitCode: 1 });
    expect(unmet(expectations, history().events)).not.to.be.empty;
    expect(unmet(expectations, dead.events)).not.to.be.empty;
    expect(unmet(expectations, dead.engine(700, 'start', { incarnation: 2 }).events)).to.be.empty;
    expect(unmet(perfect, history().events)).to.be.empty;
    expect(unmet([], history().events)).to.be.empty;
  });
});

describe('readExpectation', () => {
  it('reads the long and the short form', () => {
    expect(readExpectation('availability >= 99%')).to.deep.equal(readExpectation("availability: { is: '>= 99%' }"));
    expect(readExpectation('outage of users <= 2s')).to.deep.equal(readExpectation("outage: { of: users, longest: '<= 2s' }"));
    expect(readExpectation('exit: { of: web, code: 137 }').kind).to.equal('exit');
  });

  for (const [text, why] of [
    ['availabilty >= 99%', 'not understood'],
    ['availabilty: { is: 99% }', 'there is no check availabilty'],
    ['availability >= 99', 'has no unit'],
    ['exit: { cod: 1 }', 'cod'],
    ['latency: {}', 'expects nothing'],
    ['{', 'not understood'],
    ['', 'does not name one check'],
  ] as const) {
    it(`refuses "${text}"`, () => {
      expect(() => readExpectation(text))
        .to.throw(why)
        .with.property('code', 'ERR_USAGE');
    });
  }
});

import { expect } from 'chai';
import { CANNOT_TELL } from '../../../src/checks/judge-steady.ts';
import { runIntegrity } from '../../../src/checks/run-integrity.ts';
import type { StepOutcome } from '../../../src/history/history-event.ts';
import { HistoryBuilder } from '../support/history-builder.ts';

const integrity = (history: HistoryBuilder) => runIntegrity(history.analyse()).map(({ kind, verdict }) => [kind, verdict]);
const history = () => new HistoryBuilder();

describe('runIntegrity', () => {
  it('has nothing to say of a run that went as written', () => {
    const good = history().step(2000).step(2500, { outcome: 'waited' }).step(3000, { outcome: 'refused-as-allowed' }).undo(4000).ended();
    expect(integrity(good)).to.deep.equal([]);
  });

  const notDone: readonly StepOutcome[] = [
    'refused',
    'target-gone',
    'target-empty',
    'blast-radius',
    'condition-not-met',
    'failed',
    'skipped',
  ];
  for (const outcome of notDone) {
    it(`is inconclusive about a step that was ${outcome}`, () => {
      const [result, ...others] = runIntegrity(history().step(2000, { outcome, message: 'No such container.' }).ended().analyse());
      expect(others).to.deep.equal([]);
      expect(result).to.include({ kind: 'injection', verdict: 'inconclusive', observed: outcome });
      expect(result?.message).to.match(/^Step 0 "kill web" did not happen as written: .+: No such container\.$/);
      expect(result?.evidence).to.have.length(1);
    });
  }

  it('has nothing to say of steps that the guard rails refused, as the scenario allows, unless nothing else was done', () => {
    const refused = { outcome: 'skipped-as-allowed', message: 'Refused by last_healthy: it is the last.' } as const;
    expect(integrity(history().step(2000, refused).step(3000, { step: 1 }).ended())).to.deep.equal([]);
    const [result, ...others] = runIntegrity(history().step(2000, refused).step(2500, refused).ended().analyse());
    expect(others).to.deep.equal([]);
    expect(result).to.include({ kind: 'injection', verdict: 'inconclusive', observed: '2 refused, none injected' });
    expect(result?.message).to.contain('Refused by last_healthy');
  });

  it('is as bad about an abort as the scenario says, and tells the condition', () => {
    for (const verdict of ['failed', 'inconclusive'] as const) {
      const condition = 'availability of users < 80% for 5s';
      const aborted = history().add(3000, { type: 'abort', condition, verdict, atMs: 3000, because: 1 }).ended('aborted');
      const [result, ...others] = runIntegrity(aborted.analyse());
      expect(others).to.deep.equal([]);
      expect(result).to.include({ kind: 'abort', verdict });
      expect(result?.message).to.include(`aborted 2000 ms into the chaos, because ${condition}`);
    }
  });

  it('is inconclusive when a change was not undone, not when its target was gone', () => {
    expect(integrity(history().undo(3000, { outcome: 'failed', message: 'no' }).ended())).to.deep.equal([['undo', 'inconclusive']]);
    expect(integrity(history().undo(3000, { outcome: 'target-gone' }).ended())).to.deep.equal([]);
    expect(integrity(history().undo(3000, { outcome: 'failed' }).undo(4000).ended()), 'tried again').to.deep.equal([]);
    const twice = history().undo(3000, { outcome: 'failed' }).undo(4000, { outcome: 'failed' }).ended();
    expect(integrity(twice), 'told once').to.deep.equal([['undo', 'inconclusive']]);
  });

  it('lists the steady state, held or not, before and after', () => {
    const steady = (moment: 'before' | 'after', held: boolean, message?: string) =>
      history().add(5500, { type: 'steady-state', moment, held, atMs: 5200, ...(message === undefined ? {} : { message }) });
    expect(integrity(steady('before', true).ended())).to.deep.equal([['steady', 'passed']]);
    expect(integrity(steady('after', true).ended())).to.deep.equal([['steady', 'passed']]);
    expect(integrity(steady('before', false).ended('not-steady'))).to.deep.equal([['steady', 'failed']]);
    expect(runIntegrity(steady('before', false, 'x').ended('not-steady').analyse())[0]?.message).to.include('no fault was injected');
    expect(integrity(steady('after', false, 'why').ended())).to.deep.equal([['steady', 'failed']]);
    expect(integrity(steady('after', false, `${CANNOT_TELL}why`).ended())).to.deep.equal([['steady', 'inconclusive']]);
  });

  it('is inconclusive about a run that did not end by itself, and says why', () => {
    for (const reason of ['interrupted', 'timeout', 'failed'] as const) {
      expect(integrity(history().ended(reason))).to.deep.equal([['run', 'inconclusive']]);
    }
    const failed = history().add(3000, { type: 'error', code: 'e', message: 'The engine went away.' }).ended('failed');
    expect(runIntegrity(failed.analyse())[0]?.message).to.include('The engine went away.');
    expect(runIntegrity(history().phase('steady', 0, 1).analyse())[0]?.message).to.include('killed');
  });
});

import { expect } from 'chai';
import { buildResult } from '../../../src/report/result.ts';
import { runResultSchema } from '../../../src/report/result-schema.ts';
import { SampleHistory } from './support/sample-history.ts';
import { failedCheck, inconclusiveCheck, killHistory, killRun, passedCheck, sampleRun } from './support/sample-run.ts';

describe('buildResult', () => {
  it('returns what the published schema describes, and nothing else', () => {
    const { result } = killRun();
    expect(runResultSchema.parse(result)).to.deep.equal(result);
    expect(JSON.parse(JSON.stringify(result))).to.deep.equal(result);
  });

  it('takes the figures of the primary stream over the measured run', () => {
    const users = killRun().result.load['users'];
    expect(users).to.include({ due: 80, ok: 73, failed: 7, availability: 73 / 80, deadlineMs: 500, ratePerSecond: 20, stream: 'new' });
    expect(users?.errors).to.deep.equal({ refused: 7 });
    expect(users?.outages).to.have.length(1);
    expect(users?.outages[0]).to.include({ fromMs: 2150, untilMs: 2500, durationMs: 350, failed: 7, open: false });
  });

  it('tells the stages of a load only where there are any', () => {
    const stages = [{ fromPerSecond: 0, toPerSecond: 20, forMs: 1000 }];
    const history = new SampleHistory().start().phase(10, 'steady', 'started');
    const load = { type: 'load-started', url: 'http://x/', ratePerSecond: 20, timeoutMs: 1, streams: ['new'] } as const;
    history.add(20, { ...load, load: 'ramp', stages }).add(20, { ...load, load: 'even' });
    const { result } = sampleRun(history.phase(30, 'steady', 'ended'), []);
    expect(result.load['ramp']).to.deep.include({ ratePerSecond: 20, stages });
    expect(result.load['even']).to.not.have.property('stages');
    expect(runResultSchema.parse(result)).to.deep.equal(result);
  });

  it('gives every stream by window', () => {
    const streams = killRun().result.load['users']?.streams;
    expect(streams?.new?.windows.chaos).to.include({ due: 20, failed: 7, availability: 0.65 });
    expect(streams?.new?.windows.steady).to.include({ due: 20, failed: 0, availability: 1 });
    expect(streams?.['keep-alive']).to.include({ failed: 0, availability: 1 });
  });

  it('tells exits, restarts and the timeline', () => {
    const { subjects, timeline } = killRun().result;
    expect(subjects['web']).to.include({ kind: 'container', restarts: 1 });
    expect(subjects['web']?.exits[0]).to.include({
      task: 'web.1',
      container: 'web.1',
      code: 137,
      signal: 'SIGKILL',
      oomKilled: false,
      atMs: 2110,
    });
    expect(subjects['web']?.containers['web.1']?.restarts[0]).to.include({ by: 'policy', backoffMs: 350 });
    expect(timeline[0]).to.include({ step: 0, fault: 'kill', atMs: 2101, doneMs: 2106, outcome: 'injected' });
    expect(timeline[0]?.targets).to.deep.equal(['web.1']);
  });

  it('is as bad as its worst check', () => {
    const verdictOf = (...checks: Parameters<typeof buildResult>[1][number][]) => sampleRun(killHistory(), checks).result.verdict;
    expect(verdictOf(passedCheck)).to.equal('passed');
    expect(verdictOf(passedCheck, inconclusiveCheck)).to.equal('inconclusive');
    expect(verdictOf(inconclusiveCheck, failedCheck, passedCheck)).to.equal('failed');
  });

  it('says null where there is nothing to say a number about', () => {
    const history = new SampleHistory().start().phase(10, 'steady', 'started');
    history.add(20, { type: 'load-started', load: 'users', url: 'http://x/', ratePerSecond: 1, timeoutMs: 1, streams: ['new'] });
    history.phase(30, 'steady', 'ended').add(40, { type: 'run-ended', reason: 'completed', durationMs: Number.POSITIVE_INFINITY });
    const { result } = sampleRun(history, []);
    expect(result.run.durationMs).to.equal(null);
    expect(result.load['users']?.availability).to.equal(null);
    expect(result.load['users']?.latencyMs.p99).to.equal(null);
    expect(JSON.parse(JSON.stringify(result))).to.deep.equal(result);
  });

  it('does not call a run passed that did not come to its end', () => {
    const history = new SampleHistory().start().phase(10, 'setup', 'started');
    const { result } = sampleRun(history, [passedCheck]);
    expect(result.verdict).to.equal('inconclusive');
    expect(result.checks.at(-1)).to.include({
      kind: 'run',
      expected: 'completed',
      observed: 'the history has no end',
      verdict: 'inconclusive',
    });
    expect(result.checks.at(-1)?.evidence).to.deep.equal([2]);
  });

  it('adds nothing to a run whose checks already say that it is not well', () => {
    const history = new SampleHistory().start().add(5, { type: 'run-ended', reason: 'interrupted', durationMs: 5 });
    expect(sampleRun(history, [inconclusiveCheck]).result.checks).to.have.length(1);
  });
});

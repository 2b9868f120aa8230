import { expect } from 'chai';
import { renderVerdict } from '../../../src/report/verdict-block.ts';
import { hostile } from './support/hostile.ts';
import { SampleHistory } from './support/sample-history.ts';
import { failedCheck, inconclusiveCheck, killHistory, killRun, passedCheck, sampleRun } from './support/sample-run.ts';

const plain = { colour: false, columns: 100 };
const render = (run = killRun(), style = {}) => renderVerdict(run.result, run.analysis, { ...plain, ...style });

describe('renderVerdict', () => {
  it('begins with the verdict and shows expected against observed', () => {
    expect(render().split('\n').slice(0, 14)).to.deep.equal([
      'FAILED  Web survives a kill  1 of 3 checks failed, 1 inconclusive',
      'scenarios/web.yaml · seed 42 · docker 20.10.24 · 5.1 s · run r1',
      '',
      '  ✓ exit of web  code 137, once  observed code 137, once',
      '  ✗ availability of users during chaos  line 30',
      '      expected  >= 99.5%',
      '      observed  65% (n=20, deadline 500 ms)',
      '      7 of 20 requests were not answered as expected within 500 ms.',
      '        2.101s  kill web.1 (SIGKILL, api)',
      '        2.110s  web.1 died: exit 137 (SIGKILL)',
      '  ? latency of users – inconclusive',
      '      expected  p99 <= 20ms',
      '      observed  not measured',
      '      The harness did not keep its own request schedule.',
    ]);
  });

  it('prints n and the deadline with every availability, of both streams', () => {
    const text = render();
    expect(text).to.contain('Availability of users  answered as expected within 500 ms of the due time; 20 requests/s');
    expect(text).to.match(/^ {2}chaos {6}65% n=20, 7 failed \(refused\) {5}100% n=20$/m);
  });

  it('says what it means that the streams differ, and nothing when they agree', () => {
    expect(render()).to.match(/^ {2}→ Nobody listened while established connections were still served/m);
    const alike = new SampleHistory().start().phase(0, 'chaos', 'started');
    alike.add(0, {
      type: 'load-started',
      load: 'users',
      url: 'http://web/',
      ratePerSecond: 9,
      timeoutMs: 99,
      streams: ['new', 'keep-alive'],
    });
    for (const stream of ['new', 'keep-alive'] as const) alike.bucket(0, 1000, ['ok', 'refused', 'ok'], { stream });
    alike.phase(1000, 'chaos', 'ended').add(1000, { type: 'run-ended', reason: 'completed', durationMs: 1000 });
    expect(render(sampleRun(alike, []))).not.to.contain('→');
  });

  it('tells outages with their cause, recovery, exits and who restarted', () => {
    const text = render();
    expect(text).to.match(/^ {2}users \(new\) {2}2\.150s – 2\.500s {2}350 ms ± \d+ ms {2}7 failed \(refused\)$/m);
    expect(text).to.contain(
      'most likely cause: web.1 was ended by the kill in step 0 (exit 137, SIGKILL); its restart policy started it again 350 ms later',
    );
    expect(text).to.contain('steady again after 399 ms');
    expect(text).to.contain('exit 137 (SIGKILL)  started again by its restart policy after 350 ms');
  });

  it('ends with where the files are and how to repeat the run', () => {
    expect(render(killRun(), { directory: 'reports/r1' }).split('\n').slice(-2)).to.deep.equal([
      'files   reports/r1/ (history.ndjson, report.html, result.json, junit.xml, summary.md)',
      'repeat  faultline run scenarios/web.yaml --seed 42',
    ]);
    expect(render()).not.to.contain('files ');
  });

  it('takes one line for each check when all passed', () => {
    const text = render(sampleRun(killHistory(), [passedCheck, { ...passedCheck, kind: 'restarts', expected: '== 1', observed: '1' }]));
    expect(text.split('\n').slice(0, 5)).to.deep.equal([
      'PASSED  Web survives a kill  all 2 checks passed',
      'scenarios/web.yaml · seed 42 · docker 20.10.24 · 5.1 s · run r1',
      '',
      '  ✓ exit of web      code 137, once  observed code 137, once',
      '  ✓ restarts of web  == 1            observed 1',
    ]);
  });

  it('cuts what a passed check observed, and not what another one did', () => {
    const observed = 'word '.repeat(60);
    const text = render(
      sampleRun(killHistory(), [
        { ...passedCheck, observed },
        { ...failedCheck, observed },
      ]),
    );
    expect(text).to.match(/✓ exit of web {2}code 137, once {2}observed word .*…$/m);
    expect(text.match(/word/g)?.length).to.be.greaterThan(60);
  });

  it('tells no recovery where nothing was measured', () => {
    const history = new SampleHistory().start().phase(1, 'chaos', 'started').fault(2, 'kill web', 'kill', ['web.1']);
    history.phase(50, 'chaos', 'ended').add(60, { type: 'run-ended', reason: 'completed', durationMs: 60 });
    expect(render(sampleRun(history, [passedCheck]))).not.to.contain('Recovery');
  });

  it('says plainly what inconclusive means', () => {
    const text = render(sampleRun(killHistory(), [passedCheck, inconclusiveCheck]));
    expect(text).to.match(/^INCONCLUSIVE {2}Web survives a kill {2}1 of 2 checks inconclusive$/m);
    expect(text).to.contain('This run neither proves nor disproves what was expected.');
  });

  it('says when nothing was checked', () => {
    expect(render(sampleRun(killHistory(), []))).to.match(/^PASSED {2}Web survives a kill {2}nothing was checked$/m);
  });

  it('shows a few of many events', () => {
    const history = killHistory();
    for (let life = 3; life < 30; life += 1) history.engine(5000 + life, 'web.1', 'die', life, { exitCode: 1 });
    const evidence = history.events.map(({ seq }) => seq);
    const text = render(sampleRun(history, [{ ...failedCheck, evidence }]));
    expect(text).to.match(/… and \d+ more events in the history/);
  });

  it('tells errors, warnings and lost events', () => {
    const history = killHistory().add(5200, { type: 'warning', code: 'odd', message: 'Odd.' });
    history.add(5200, { type: 'error', code: 'ERR_UNDO_FAILED', message: 'Not undone.', hint: 'Run it.' });
    history.add(5300, { type: 'events-resumed', lostMs: 100, gap: true });
    const text = render(sampleRun(history, [passedCheck]));
    expect(text).to.contain('error: Not undone. [ERR_UNDO_FAILED] – Run it.').and.to.contain('warning: Odd. [odd]');
    expect(text).to.contain("the engine's events from 5.200s to 5.300s are lost");
  });

  it('has colours only when asked', () => {
    expect(render()).not.to.contain('\u001b[');
    expect(render(killRun(), { colour: true })).to.contain('\u001b[31m');
  });

  it('draws with ASCII only when asked', () => {
    expect(render(killRun(), { ascii: true, directory: 'reports/r1' })).to.match(/^[\n\x20-\x7e]*$/);
  });

  it('says what is no evidence', () => {
    const history = killHistory().bucket(4000, 4500, ['ok'], { spoiled: 'slow' });
    expect(render(sampleRun(history, []))).to.contain('500 ms is not evidence: faultline fell behind its own schedule');
    expect(render()).not.to.contain('not evidence');
  });

  it('gives no commands to a CI server', () => {
    const message = `${'word '.repeat(18)} ::error::gotcha ${'word '.repeat(15)} ##vso[task.complete]`;
    const run = sampleRun(new SampleHistory().start({ file: '::add-mask::a' }), [{ ...failedCheck, message, observed: '::debug::x' }]);
    expect(render(run))
      .to.contain('::error::gotcha')
      .and.not.to.match(/^\s*(::|##)/m);
  });

  it('shows hostile text as text', () => {
    const history = new SampleHistory().start({ name: hostile, file: hostile, seed: hostile }).container(1, hostile, hostile);
    history.fault(10, hostile, 'kill', [hostile]).bucket(20, 40, ['refused', 'ok'], { load: hostile });
    history.add(50, { type: 'error', code: 'ERR_X', message: hostile });
    history.add(60, { type: 'run-ended', reason: 'completed', durationMs: 60 });
    const texts = { of: hostile, during: hostile, expected: hostile, observed: hostile, message: hostile, evidence: [4] };
    const run = sampleRun(
      history,
      [passedCheck, failedCheck].map((check) => ({ ...check, ...texts })),
    );
    expect(render(run, { directory: hostile }))
      .to.match(/^[^\p{Cc}\u202e]*$/mu)
      .and.not.to.match(/[^\P{Cc}\n]|\u202e/u);
  });
});

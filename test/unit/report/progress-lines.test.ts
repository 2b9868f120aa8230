import { expect } from 'chai';
import { ProgressLines } from '../../../src/report/progress-lines.ts';
import { SampleHistory, times } from './support/sample-history.ts';
import { killHistory } from './support/sample-run.ts';
import { hostile } from './support/hostile.ts';

function linesOf(history: SampleHistory, colour = false): string[] {
  const lines = new ProgressLines({ colour });
  return history.events.flatMap((event) => lines.onEvent(event));
}

describe('ProgressLines', () => {
  it('tells a run from its start to its end', () => {
    expect(linesOf(killHistory())).to.deep.equal([
      '    0.000s  Web survives a kill · seed 42 · docker 20.10.24 (API 1.41), Linux 6.1 · run r1',
      '    0.010s  set-up',
      '    0.100s  web.1 created (app:v1)',
      '    0.150s  web.1 started',
      '    0.990s  users: 20 requests/s to http://web:8000/, deadline 500 ms, new and keep-alive connections',
      '    1.000s  steady state, before the first fault',
      '    2.000s  chaos: the timeline begins',
      '    2.101s  kill web.1 (SIGKILL, api)',
      '    2.110s  web.1 died: exit 137 (SIGKILL)',
      '    2.460s  web.1 started again (life 2)',
      '    3.000s  users (new): 7 of 20 failed in 1 s (refused)',
      '    3.000s  recovery',
      '    5.000s  users (new): answering again',
      '    5.100s  run completed after 5.1 s',
    ]);
  });

  it('tells each change of a load once, and each stream for itself', () => {
    const history = new SampleHistory()
      .bucket(0, 100, times(2, 'ok'))
      .bucket(100, 200, times(2, 'timeout'))
      .bucket(200, 300, ['refused', 'reset'])
      .bucket(100, 200, times(2, 'refused'), { stream: 'keep-alive' })
      .bucket(300, 400, times(2, 'ok'))
      .bucket(400, 500, times(2, 'ok'));
    expect(linesOf(history)).to.deep.equal([
      '    0.200s  users (new): 2 of 2 failed in 100 ms (timeout)',
      '    0.200s  users (keep-alive): 2 of 2 failed in 100 ms (refused)',
      '    0.400s  users (new): answering again',
    ]);
  });

  it('says once when the harness spoiled its own measurement', () => {
    const spoiled = { spoiled: 'slip p99 80 ms' };
    const lines = linesOf(new SampleHistory().bucket(0, 100, ['ok'], spoiled).bucket(100, 200, ['ok'], spoiled));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('not evidence').and.to.contain('slip p99 80 ms');
  });

  it('tells an endpoint only when it changes', () => {
    const to = (port: number) =>
      ({
        type: 'endpoint',
        load: 'users',
        route: 'published-port',
        endpoints: [{ container: 'web.1', address: '::1', port }],
        reason: 'start',
      }) as const;
    const lines = linesOf(new SampleHistory().add(1, to(80)).add(2, to(80)).add(3, to(81)));
    expect(lines).to.deep.equal([
      '    0.001s  users now goes to [::1]:80 (web.1): start',
      '    0.003s  users now goes to [::1]:81 (web.1): start',
    ]);
  });

  it('leaves out logs and inspections, but not refusals', () => {
    const state = { type: 'container-state', subject: 'web', container: 'web.1', reason: 'end', status: 'running' } as const;
    const log = { type: 'log', subject: 'web', container: 'web.1', incarnation: 1, stream: 'stdout', text: 'hi', atMs: 1 } as const;
    const refused = { operation: 'create', status: 409, reason: 'conflict' } as const;
    expect(
      linesOf(
        new SampleHistory()
          .add(1, state)
          .add(2, log)
          .add(3, { ...state, refused }),
      ),
    ).to.have.length(1);
  });

  it('has colours only when asked', () => {
    const escape = '\u001b[';
    expect(linesOf(killHistory()).join('')).not.to.contain(escape);
    expect(linesOf(killHistory(), true).join('')).to.contain(escape);
  });

  it('keeps hostile names on one line and in view', () => {
    const [line = ''] = linesOf(new SampleHistory().start({ name: hostile }));
    expect(line)
      .to.match(/^[^\p{Cc}\u202e]+$/u)
      .and.to.contain(String.raw`\x1b[31mred`);
  });
});

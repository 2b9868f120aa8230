import { expect } from 'chai';
import { html } from '../../../src/report/html.ts';
import { hostile } from './support/hostile.ts';
import { measurement } from './support/measurement.ts';
import { killHistory, killRun, sampleRun } from './support/sample-run.ts';
import { SampleHistory, times } from './support/sample-history.ts';

/** The text that a reader sees, without the numbers for the script. */
function textOf(page: string): string {
  return page
    .replace(/<(style|script)\b[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('report.html', () => {
  it('says verdict, availability with n and deadline, the longest outage, and how to repeat the run', () => {
    const text = textOf(html.render(killRun()));
    expect(text).to.match(/✗ Failed Web survives a kill/);
    expect(text).to.match(/Availability of users 91\.25% ± [\d.]+ points n = 80 requests, 7 failed within 500 ms of their due time/);
    expect(text).to.match(/Longest outage 350 ms ± \d+ ms users · new connections: 7 requests failed/);
    expect(text).to.include('faultline run scenarios/web.yaml --seed 42');
  });

  it('shows each expectation with what was observed, and the reason for what did not hold', () => {
    const text = textOf(html.render(killRun()));
    expect(text).to.match(/passed: exit of web code 137, once code 137, once line 31/);
    expect(text).to.match(/failed: availability of users during chaos >= 99\.5% 65% \(n=20, deadline 500 ms\) 7 of 20 requests were not/);
    expect(text).to.match(/inconclusive: latency of users/);
  });

  it('has a lane for phases, faults, both streams, latency and each container', () => {
    const lanes = [...html.render(killRun()).matchAll(/data-lane="([^"]+)"/g)].map(([, lane]) => lane);
    expect(lanes).to.deep.equal(['phase', 'time', 'faults', 'new connections', 'kept connections', 'latency p50 – p99', 'web.1']);
  });

  it('links rows to the events that it quotes, and to no other', () => {
    const page = html.render(killRun());
    const quoted = new Set([...page.matchAll(/<li id="(e\d+)"/g)].map(([, id]) => id));
    const linked = [...page.matchAll(/href="#(e\d+)"/g)].map(([, id]) => id);
    expect(linked).to.include('e12').and.to.include('e13');
    expect(linked.filter((id) => !quoted.has(id))).to.deep.equal([]);
  });

  it('can ask for nothing: a policy forbids it, and no address is in it', () => {
    const page = html.render(killRun());
    expect(page).to.match(
      /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+'; img-src data:/,
    );
    expect(page).not.to.match(/(?:src|href)="(?!#|data:)/);
  });

  it('shows foreign text as text', () => {
    const history = killHistory();
    const run = sampleRun(history, []);
    const names = { result: { ...run.result, scenario: { ...run.result.scenario, name: hostile } }, analysis: run.analysis };
    const page = html.render(names);
    expect(page.match(/<script/g)).to.have.length(2);
    expect(page).not.to.include('\u202e').and.not.to.include('\u001b');
    expect(textOf(page)).to.include('&lt;script>alert(1)&lt;/script>');
  });

  it('reports a measurement without a scenario', () => {
    const text = textOf(html.render(measurement()));
    expect(text).to.match(/• Measured GET http:\/\/web\.test\//);
    expect(text).not.to.include('faultline run');
    expect(text).not.to.include('does not explain');
  });

  it('reports a run that died in its set-up', () => {
    const text = textOf(html.render(sampleRun(new SampleHistory().start(), [])));
    expect(text).to.include('Inconclusive');
  });

  it('gives the same bytes for the same run', () => {
    expect(html.render(killRun())).to.equal(html.render(killRun()));
  });

  it('does not grow with the number of requests', () => {
    const size = (perSecond: number) => {
      const load = {
        type: 'load-started',
        load: 'users',
        url: 'http://web/',
        ratePerSecond: perSecond,
        timeoutMs: 500,
        streams: ['new'],
      } as const;
      const history = new SampleHistory().start().add(0, load).phase(0, 'chaos', 'started');
      for (let second = 0; second < 60; second += 1) {
        history.bucket(second * 1000, (second + 1) * 1000, [...times(perSecond - 1, 'ok'), second % 3 === 0 ? 'refused' : 'ok']);
      }
      history.phase(60_000, 'chaos', 'ended').add(60_000, { type: 'run-ended', reason: 'completed', durationMs: 60_000 });
      return html.render(sampleRun(history, [])).length;
    };
    expect(size(2000)).to.be.below(1.2 * size(200));
  });
});

import { expect } from 'chai';
import { prometheus } from '../../../src/report/prometheus.ts';
import { hostile } from './support/hostile.ts';
import { parseExposition } from './support/parse-exposition.ts';
import { SampleHistory } from './support/sample-history.ts';
import { killRun, passedCheck, sampleRun } from './support/sample-run.ts';

type Labels = Readonly<Record<string, string>>;

/** Returns the value of the only sample with these labels. */
function valueIn(text: string, name: string, wanted: Labels = {}): number | undefined {
  const found = (parseExposition(text).get(name)?.samples ?? []).filter(({ labels }) =>
    Object.entries(wanted).every(([label, value]) => labels[label] === value),
  );
  expect(found.length, `${name} ${JSON.stringify(wanted)}`).to.be.at.most(1);
  return found[0]?.value;
}

describe('prometheus', () => {
  const text = prometheus.render(killRun());
  const users = { scenario: 'Web survives a kill', load: 'users', stream: 'new' };

  it('says the verdict as a state set, and what ran', () => {
    const verdicts = parseExposition(text).get('faultline_run_verdict')?.samples ?? [];
    expect(verdicts.map(({ labels, value }) => [labels['verdict'], value])).to.deep.equal([
      ['passed', 0],
      ['failed', 1],
      ['inconclusive', 0],
    ]);
    expect(valueIn(text, 'faultline_run_info', { run: 'r1', seed: '42', file: 'scenarios/web.yaml' })).to.equal(1);
    expect(valueIn(text, 'faultline_run_start_time_seconds')).to.equal(Date.UTC(2026, 0, 1) / 1000);
    expect(valueIn(text, 'faultline_run_duration_seconds')).to.equal(5.1);
    expect(valueIn(text, 'faultline_checks', { verdict: 'inconclusive' })).to.equal(1);
  });

  it('has availability, requests, latency and outages in base units', () => {
    expect(valueIn(text, 'faultline_load_availability_ratio', { ...users, window: 'chaos' })).to.equal(0.65);
    expect(valueIn(text, 'faultline_load_requests', { ...users, window: 'chaos', outcome: 'failed', class: 'refused' })).to.equal(7);
    expect(valueIn(text, 'faultline_load_requests', { ...users, window: 'chaos', outcome: 'ok' })).to.equal(13);
    expect(valueIn(text, 'faultline_load_latency_seconds', { ...users, window: 'run', percentile: '99' })).to.equal(0.002);
    expect(valueIn(text, 'faultline_load_outages', users)).to.equal(1);
    expect(valueIn(text, 'faultline_load_outage_longest_seconds', users)).to.equal(0.35);
    expect(valueIn(text, 'faultline_load_outage_longest_seconds', { ...users, stream: 'keep-alive' })).to.equal(0);
    expect(valueIn(text, 'faultline_load_deadline_seconds')).to.equal(0.5);
  });

  it('has faults and exits', () => {
    expect(valueIn(text, 'faultline_faults', { fault: 'kill', outcome: 'injected' })).to.equal(1);
    expect(valueIn(text, 'faultline_subject_exits', { subject: 'web' })).to.equal(1);
    expect(valueIn(text, 'faultline_subject_restarts', { subject: 'web' })).to.equal(1);
  });

  it('leaves out what is not known', () => {
    const empty = prometheus.render(sampleRun(new SampleHistory().start(), []));
    expect(valueIn(empty, 'faultline_load_availability_ratio')).to.equal(undefined);
    expect(empty).not.to.match(/null|NaN|undefined/);
  });

  it('keeps names apart from numbers, whatever is in them', () => {
    const names = [hostile, 'a\\', 'a"} 1\n# TYPE x counter\nx 2', 'ünï ✓'];
    for (const name of names) {
      const history = new SampleHistory().start({ name, file: name, seed: name }).container(10, name, name).fault(20, name, name, [name]);
      const metrics = parseExposition(prometheus.render(sampleRun(history, [{ ...passedCheck, of: name }])));
      expect([...metrics.keys()].every((metric) => metric.startsWith('faultline_'))).to.equal(true);
      expect(metrics.get('faultline_run_info')?.samples).to.have.length(1);
    }
    const [info] = parseExposition(prometheus.render(sampleRun(new SampleHistory().start({ name: 'a\\"b' }), []))).get(
      'faultline_run_info',
    )!.samples;
    expect(info?.labels['scenario']).to.equal('a\\"b');
  });
});

import { expect } from 'chai';
import { otlp } from '../../../src/report/otlp.ts';
import type { ReportInput } from '../../../src/report/reporter.ts';
import { buildResult } from '../../../src/report/result.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';
import { hostile } from './support/hostile.ts';
import { logsSchema, traceSchema } from './support/otlp-schema.ts';
import { SampleHistory } from './support/sample-history.ts';
import { failedCheck, killHistory, killRun, passedCheck, sampleRun } from './support/sample-run.ts';

function documents(input: ReportInput) {
  const text = otlp.render(input);
  expect(text).to.match(/^[^\n]+\n[^\n]+\n$/);
  const [trace = '', logs = ''] = text.split('\n');
  const { resource, scopeSpans } = traceSchema.parse(JSON.parse(trace)).resourceSpans[0];
  const { scopeLogs } = logsSchema.parse(JSON.parse(logs)).resourceLogs[0];
  return { resource, spans: scopeSpans[0].spans, logs: scopeLogs[0].logRecords };
}

const valueOf = (of: { attributes: readonly { key: string; value: object }[] } | undefined, key: string) =>
  Object.values(of?.attributes.find((attribute) => attribute.key === key)?.value ?? {})[0] as unknown;
const nano = (ms: number) => `${Date.UTC(2026, 0, 1) + ms}000000`;

describe('otlp', () => {
  it('is a trace: the run, and within it each phase, fault and outage', () => {
    const { spans, resource } = documents(killRun());
    const [root, ...within] = spans;
    expect(within.map(({ name }) => name)).to.deep.equal([
      ...['phase setup', 'phase steady', 'phase chaos', 'phase recovery'],
      ...['fault kill web', 'outage of users'],
    ]);
    expect(root).to.deep.include({ name: 'Web survives a kill', startTimeUnixNano: nano(0), endTimeUnixNano: nano(5100) });
    expect(root?.status).to.deep.equal({ code: 2, message: 'failed' });
    for (const span of within) expect(span).to.include({ traceId: root?.traceId, parentSpanId: root?.spanId });
    expect(new Set(spans.map(({ spanId }) => spanId)).size).to.equal(spans.length);
    expect(valueOf(resource, 'service.name')).to.equal('faultline');
    expect(valueOf(resource, 'faultline.run.id')).to.equal('r1');
  });

  it('has the figures of an outage and of a fault', () => {
    const { spans } = documents(killRun());
    const outage = spans.find(({ name }) => name === 'outage of users');
    expect(outage).to.deep.include({ startTimeUnixNano: nano(2150), endTimeUnixNano: nano(2500) });
    expect(outage?.status.message).to.match(/^7 requests failed: .*SIGKILL/);
    expect(valueOf(outage, 'faultline.outage.duration_ms')).to.equal(350);
    expect(valueOf(outage, 'faultline.outage.errors.refused')).to.equal('7');
    const fault = spans.find(({ name }) => name === 'fault kill web');
    expect(fault).to.deep.include({ startTimeUnixNano: nano(2101), endTimeUnixNano: nano(2106), status: {} });
    expect(valueOf(fault, 'faultline.targets')).to.deep.equal({ values: [{ stringValue: 'web.1' }] });
  });

  it('lets a fault last until it is undone', () => {
    const undo = { type: 'undo', step: 0, occurrence: 0, action: 'unpause', target: 'web.1', outcome: 'undone' } as const;
    const history = new SampleHistory().start().fault(1000, 'pause web', 'pause', ['web.1']);
    history.add(3005, { ...undo, atMs: 3000, doneMs: 3004 }).add(4000, { type: 'run-ended', reason: 'completed', durationMs: 4000 });
    const span = documents(sampleRun(history, [])).spans.find(({ name }) => name === 'fault pause web');
    expect(span).to.include({ endTimeUnixNano: nano(3004) });
    expect(valueOf(span, 'faultline.undone')).to.equal(true);
  });

  it('has a span for each rollout', () => {
    const analysis = ServiceStory.updated({ written: [] }).load().ended().analyse();
    const { spans, logs } = documents({ analysis, result: buildResult(analysis, []) });
    const rollout = spans.find(({ name }) => name === 'update of web');
    expect(valueOf(rollout, 'faultline.rollout.state')).to.equal('completed');
    expect(BigInt(rollout?.endTimeUnixNano ?? 0) - BigInt(rollout?.startTimeUnixNano ?? 0)).to.equal(2_000_000_000n);
    expect(logs.map(({ eventName }) => eventName)).to.include.members(['faultline.rollout.began', 'faultline.rollout.ended']);
  });

  it('tells faults, outages and checks as events, in order of time and with their span', () => {
    const { spans, logs } = documents(killRun());
    expect(logs.map(({ eventName, severityText }) => `${eventName} ${severityText}`)).to.deep.equal([
      'faultline.fault.began INFO',
      'faultline.fault.ended INFO',
      'faultline.outage.began ERROR',
      'faultline.outage.ended INFO',
      'faultline.check INFO',
      'faultline.check ERROR',
      'faultline.check WARN',
    ]);
    expect(logs[2]?.spanId).to.equal(spans.find(({ name }) => name === 'outage of users')?.spanId);
    expect(valueOf(logs[5], 'faultline.check.line')).to.equal('30');
    expect(logs[5]?.body).to.deep.equal({ stringValue: `availability of users during chaos failed: ${failedCheck.message}` });
  });

  it('does not say that an outage ended which did not', () => {
    const history = new SampleHistory().start();
    history.add(0, { type: 'load-started', load: 'users', url: 'u', ratePerSecond: 4, timeoutMs: 500, streams: ['new'] });
    history.bucket(0, 1000, ['ok', 'refused', 'refused', 'refused']);
    const { logs } = documents(sampleRun(history, []));
    expect(logs.map(({ eventName }) => eventName)).to.deep.equal(['faultline.outage.began', 'faultline.check']);
  });

  it('gives the same run the same ids, and others other ones', () => {
    expect(otlp.render(killRun())).to.equal(otlp.render(killRun()));
    const later = killHistory();
    const [started] = later.events;
    const other = sampleRun(later, []);
    expect(started?.type).to.equal('run-started');
    const changed = { ...other, result: { ...other.result, run: { ...other.result.run, id: 'r2' } } };
    expect(documents(changed).spans[0]?.traceId).not.to.equal(documents(killRun()).spans[0]?.traceId);
  });

  it('is a valid document whatever the names are', () => {
    const history = new SampleHistory().start({ name: hostile, file: hostile, seed: hostile }).fault(10, hostile, hostile, [hostile]);
    const texts = { of: hostile, expected: hostile, observed: hostile, message: hostile };
    const { spans } = documents(sampleRun(history, [{ ...passedCheck, ...texts }]));
    expect(spans[0]?.name).to.contain(String.raw`\x1b[31mred`);
  });
});

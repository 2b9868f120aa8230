import { expect } from 'chai';
import { junit, renderSuiteJunit } from '../../../src/report/junit.ts';
import { buildUnstartedRun } from '../../../src/report/suite-result.ts';
import { hostile } from './support/hostile.ts';
import { elements, parseXml } from './support/parse-xml.ts';
import { SampleHistory } from './support/sample-history.ts';
import { failedCheck, inconclusiveCheck, killHistory, killRun, passedCheck, sampleRun } from './support/sample-run.ts';

const place = { directory: 'reports/r1', files: ['report.html', 'junit.xml'], scenario: 'chaos/scenarios/web.yaml' };

const outputs = (xml: string) => elements(parseXml(xml), 'testcase').map((item) => elements(item, 'system-out').map(({ text }) => text));

describe('junit', () => {
  it('is one suite with a case for each check', () => {
    const root = parseXml(junit.render(killRun()));
    expect(root.name).to.equal('testsuites');
    expect(root.attributes).to.include({ tests: '3', failures: '1', errors: '1' });
    const [suite] = elements(root, 'testsuite');
    expect(suite?.attributes).to.include({ name: 'Web survives a kill', tests: '3', time: '5.100', timestamp: '2026-01-01T00:00:00.000Z' });
    expect(elements(root, 'testcase').map(({ attributes }) => [attributes['name'], attributes['line']])).to.deep.equal([
      ['exit of web code 137, once', '31'],
      ['availability of users during chaos >= 99.5%', '30'],
      ['latency of users p99 <= 20ms', undefined],
    ]);
  });

  it('explains a failure by expected, observed, reason and events', () => {
    const [failure] = elements(parseXml(junit.render(killRun())), 'failure');
    expect(failure?.attributes).to.deep.equal({ type: 'availability', message: failedCheck.message });
    expect(failure?.text).to.equal(
      [
        'expected: >= 99.5%',
        'observed: 65% (n=20, deadline 500 ms)',
        failedCheck.message,
        '  2.101s  kill web.1 (SIGKILL, api)',
        '  2.110s  web.1 died: exit 137 (SIGKILL)',
      ].join('\n'),
    );
  });

  it('makes an inconclusive check an error, never a pass', () => {
    const [error] = elements(parseXml(junit.render(killRun())), 'error');
    expect(error?.attributes['type']).to.equal('inconclusive');
  });

  it('has no failure and no error when all is well', () => {
    const root = parseXml(junit.render(sampleRun(killHistory(), [passedCheck])));
    expect([...elements(root, 'failure'), ...elements(root, 'error')]).to.deep.equal([]);
    expect(root.attributes).to.include({ tests: '1', failures: '0', errors: '0' });
  });

  it('names seed, engine, run, and where the history is', () => {
    const root = parseXml(renderSuiteJunit([{ ...killRun(), place }]));
    const properties = Object.fromEntries(
      elements(root, 'property').map(({ attributes }) => [attributes['name'] ?? '', attributes['value']] as const),
    );
    expect(properties).to.include({ run: 'r1', seed: '42', engine: 'docker 20.10.24 (API 1.41)', verdict: 'failed' });
    const suite = elements(root, 'testsuite')[0]!;
    const output = suite.children.find(({ name }) => name === 'system-out');
    expect(output?.text).to.equal('history: reports/r1/history.ndjson\nrepeat: faultline run scenarios/web.yaml --seed 42');
  });

  it('attaches the page of the run to what did not pass, as Jenkins and GitLab understand it', () => {
    const page = '[[ATTACHMENT|reports/r1/report.html]]';
    expect(outputs(junit.render({ ...killRun(), place }))).to.deep.equal([['observed: code 137, once'], [page], [page]]);
    expect(outputs(junit.render({ ...killRun(), place: { ...place, files: ['junit.xml'] } })).slice(1)).to.deep.equal([[], []]);
    expect(outputs(junit.render(killRun())).slice(1)).to.deep.equal([[], []]);
  });

  it('lets no words from outside attach a file', () => {
    const order = '[[ATTACHMENT|/etc/passwd]]';
    const texts = { of: order, expected: order, observed: order, message: order };
    const run = sampleRun(new SampleHistory().start({ name: order, file: order, seed: order }), [{ ...passedCheck, ...texts }]);
    const printed = elements(parseXml(junit.render({ ...run, place: { ...place, directory: order } })), 'system-out');
    expect(printed.map(({ text }) => text).join(''))
      .to.contain('ATTACHMENT|/etc/passwd')
      .and.not.to.contain('[[');
  });

  it('names the scenario file as the repository does', () => {
    const root = parseXml(junit.render({ ...killRun(), place }));
    expect(elements(root, 'testcase')[0]?.attributes['file']).to.equal('chaos/scenarios/web.yaml');
    expect(elements(root, 'testsuite')[0]?.attributes['file']).to.equal('chaos/scenarios/web.yaml');
  });

  it('tells checks that are alike apart', () => {
    const root = parseXml(junit.render(sampleRun(killHistory(), [passedCheck, passedCheck, passedCheck])));
    const names = elements(root, 'testcase').map(({ attributes }) => attributes['name']);
    expect(names).to.deep.equal(['exit of web code 137, once', 'exit of web code 137, once (2)', 'exit of web code 137, once (3)']);
  });

  it('is well-formed whatever is in the names', () => {
    const history = new SampleHistory().start({ name: hostile, file: hostile, seed: hostile });
    history.fault(10, hostile, 'kill', [hostile]).add(20, { type: 'run-ended', reason: 'completed', durationMs: 20 });
    const texts = { of: hostile, expected: hostile, observed: hostile, message: hostile, evidence: [2] };
    const checks = [passedCheck, failedCheck, inconclusiveCheck].map((check) => ({ ...check, ...texts }));
    const root = parseXml(junit.render(sampleRun(history, checks)));
    expect(elements(root, 'testcase')).to.have.length(3);
    expect(elements(root, 'failure')[0]?.attributes['message'])
      .to.contain('<script>')
      .and.to.contain(String.raw`]]> | ${'`x`'} \x1b[31m`);
  });
});

describe('renderSuiteJunit', () => {
  it('holds every run, also scenarios that never became one', () => {
    const unstarted = buildUnstartedRun({ file: 'bad.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: hostile, hint: 'Fix line 3.' });
    const root = parseXml(renderSuiteJunit([killRun(), unstarted]));
    expect(root.attributes).to.include({ tests: '4', failures: '1', errors: '2' });
    expect(elements(root, 'testsuite').map(({ attributes }) => attributes['name'])).to.deep.equal(['Web survives a kill', 'bad.yaml']);
    expect(elements(root, 'error').at(-1)?.attributes['type']).to.equal('ERR_SCENARIO_INVALID');
    expect(elements(root, 'error').at(-1)?.text).to.contain('Fix line 3.');
  });

  it('has no two cases with the same two names, also when a scenario ran more than once', () => {
    const cases = elements(parseXml(renderSuiteJunit([killRun(), killRun(), killRun()])), 'testcase');
    const names = cases.map(({ attributes }) => `${String(attributes['classname'])}/${String(attributes['name'])}`);
    expect(new Set(names).size).to.equal(9);
    expect(names.at(-1)).to.equal('Web survives a kill (3)/latency of users p99 <= 20ms');
  });

  it('is a document without runs, too', () => {
    expect(parseXml(renderSuiteJunit([])).attributes).to.include({ tests: '0' });
  });
});

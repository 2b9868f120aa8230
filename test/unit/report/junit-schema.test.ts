import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { validateXML } from 'xmllint-wasm';
import { junit, renderSuiteJunit } from '../../../src/report/junit.ts';
import { buildUnstartedRun } from '../../../src/report/suite-result.ts';
import { hostile } from './support/hostile.ts';
import { SampleHistory } from './support/sample-history.ts';
import { failedCheck, inconclusiveCheck, killRun, passedCheck, sampleRun } from './support/sample-run.ts';

const schema = { fileName: 'junit.xsd', contents: readFileSync(new URL('junit.xsd', import.meta.url), 'utf8') };

/** What libxml2 finds wrong with the document. */
async function problemsOf(xml: string): Promise<readonly string[]> {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [schema] });
  expect(valid).to.equal(errors.length === 0);
  return errors.map(({ message }) => message);
}

const place = { directory: 'reports/r1', files: ['report.html'], scenario: 'scenarios/web.yaml' };

describe('junit.xml and the schema of the Jenkins xUnit plugin', () => {
  it('is valid: a run, many runs, none', async () => {
    const unstarted = buildUnstartedRun({ file: 'bad.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: 'Broken.', hint: 'Fix line 3.' });
    const documents = [
      junit.render({ ...killRun(), place }),
      renderSuiteJunit([killRun(), { ...killRun(), place }, unstarted]),
      renderSuiteJunit([]),
    ];
    for (const document of documents) expect(await problemsOf(document)).to.deep.equal([]);
  });

  it('is valid whatever is in the names', async () => {
    const texts = { of: hostile, expected: hostile, observed: hostile, message: hostile };
    const checks = [passedCheck, failedCheck, inconclusiveCheck].map((check) => ({ ...check, ...texts }));
    const run = sampleRun(new SampleHistory().start({ name: hostile, file: hostile, seed: hostile }), checks);
    expect(await problemsOf(junit.render({ ...run, place: { ...place, directory: hostile } }))).to.deep.equal([]);
  });

  it('refuses what is not valid, so the above proves something', async () => {
    const good = junit.render(killRun());
    const broken = [
      good.replace('<testcase name=', '<testcase title='),
      good.replaceAll('testcase', 'test'),
      good.replace(' tests="3"', ' passed="3"'),
      good.replace('time="5.100"', 'time="5.1 s"'),
      good.replace('</testsuites>', ''),
    ];
    for (const document of broken) expect(await problemsOf(document), document.slice(0, 300)).not.to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { json } from '../../../src/report/json.ts';
import { hostile } from './support/hostile.ts';
import { SampleHistory } from './support/sample-history.ts';
import { killRun, sampleRun } from './support/sample-run.ts';

describe('json', () => {
  it('is the result and nothing else, ending in a line break', () => {
    const run = killRun();
    expect(JSON.parse(json.render(run))).to.deep.equal(run.result);
    expect(json.render(run)).to.match(/^\{\n {2}"schema": 1,\n[^]*\}\n$/);
  });

  it('keeps foreign text as it is: escaping is the business of what shows it', () => {
    const run = sampleRun(new SampleHistory().start({ name: hostile }), []);
    expect(JSON.parse(json.render(run))).to.have.nested.property('scenario.name', hostile);
    expect(json.render(run)).not.to.contain('\u001b');
  });
});

import { expect } from 'chai';
import { scenarioText } from '../../../src/attack/scenario-text.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { registries } from '../../../src/suite/registries.ts';

describe('scenarioText', () => {
  it('keeps values that may be secrets to itself: variables stand for them', () => {
    const load = { users: { url: 'http://web/', rate: '1/s', headers: { authorization: 'Bearer s3cret', 'x-1': 's3cret' } } };
    const text = scenarioText({ name: 'costs $5', load, timeline: [{ at: '0s' }] }, ['why'], { secrets: 'left-out' });
    expect(text).to.not.include('s3cret');
    const env = { AUTHORIZATION: 'Bearer s3cret', X_1: 'other' };
    const { scenario } = parseScenario(text, { file: 'x.yaml', definitions: registries, env });
    expect(scenario?.load['users']?.headers).to.deep.equal({ authorization: 'Bearer s3cret', 'x-1': 'other' });
    expect(scenario?.name).to.equal('costs $5');
    const { problems } = parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
    expect(problems[0]?.message).to.equal('`AUTHORIZATION` is not set: its value was not written down');
  });

  it('writes them where the file is their owner’s: it reads back as it is', () => {
    const containers = { web: { image: 'x', environment: { PRICE: '5 $' } } };
    const text = scenarioText({ name: 'costs', containers, timeline: [{ at: '0s' }] }, ['why'], { secrets: 'written' });
    const { scenario } = parseScenario(text, { file: 'x.yaml', definitions: registries, env: {} });
    expect(scenario?.subjects['web']).to.have.nested.property('spec.environment.PRICE', '5 $');
  });
});

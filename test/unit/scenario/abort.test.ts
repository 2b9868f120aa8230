import { expect } from 'chai';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import type { AbortSpec } from '../../../src/scenario/scenario.ts';
import { registries } from '../../../src/suite/registries.ts';

const frame = `name: x
containers: { web: { image: i, ports: [8000] } }
load: { users: { url: 'http://web:8000/', rate: 10/s } }
`;

function read(abort: string): AbortSpec | undefined {
  const { scenario, problems } = parseScenario(`${frame}${abort}\n`, {
    file: 'x.yaml',
    definitions: registries,
    env: {},
    baseDir: '/base',
  });
  expect(problems).to.deep.equal([]);
  return scenario?.abort;
}

describe('abort conditions of a scenario', () => {
  it('are none unless written', () => {
    expect(read('')).to.equal(undefined);
  });

  it('are texts, in the words of `when`, with names that go without saying', () => {
    const abort = read("abort: ['availability < 80% for 5s', 'outage of users > 10s', 'restarts of web > 3']");
    expect(abort?.verdict).to.equal('failed');
    expect(abort?.when.map(({ text }) => text)).to.deep.equal([
      'availability of users < 80% for 5s',
      'outage of users > 10s',
      'restarts of web > 3',
    ]);
    expect(abort?.when.map(({ condition: { kind, of } }) => `${kind} ${of}`)).to.deep.equal([
      'availability users',
      'outage users',
      'restarts web',
    ]);
    expect(abort?.when[0]?.condition.options).to.deep.equal({ below: 0.8, overMs: 1000, forMs: 5000 });
    expect(abort?.when[1]?.condition.options).to.deep.equal({ longerMs: 10_000 });
    expect(abort?.when[0]?.source.line).to.equal(4);
  });

  it('are conditions as steps wait for, and say what the run comes to', () => {
    const abort = read('abort: { when: [{ health: web, is: unhealthy, every: true }], verdict: inconclusive }');
    expect(abort?.verdict).to.equal('inconclusive');
    expect(abort?.when[0]).to.deep.include({ text: 'health of web, is: unhealthy, every: true' });
    expect(abort?.when[0]?.condition.options).to.deep.equal({ is: 'unhealthy', every: true });
  });
});

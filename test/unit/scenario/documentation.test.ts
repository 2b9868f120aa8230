import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { keysAt } from '../../../src/scenario/grammar/json-schema.ts';
import { scenarioGrammar } from '../../../src/scenario/grammar/scenario-grammar.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { registries } from '../../../src/suite/registries.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/scenarios.md'), 'utf8');

/** What the page's shorter examples leave out. */
const surroundings = {
  name: 'x',
  containers: { web: { image: 'i', ports: [8000], healthcheck: { test: 'ok' } } },
  load: { users: { url: 'http://web:8000/', rate: '1/s' } },
  steady: { for: '1s', expect: [] },
};

describe('docs/scenarios.md', () => {
  const { json } = scenarioGrammar(registries);
  const places = [
    [],
    ['containers', 'web'],
    ['containers', 'web', 'build'],
    ['containers', 'web', 'healthcheck'],
    ['services', 'web'],
    ['services', 'web', 'deploy'],
    ...['restart_policy', 'update_config', 'rollback_config', 'resources', 'placement'].map((key) => ['services', 'web', 'deploy', key]),
    ['services', 'web', 'deploy', 'resources', 'limits'],
    ['attach', 'web'],
    ['load', 'users'],
    ['load', 'users', 'expect'],
    ['load', 'users', 'version'],
    ['load', 'users', 'route', 'proxy'],
    ['pressure', 'users'],
    ['steady'],
    ['recovery'],
    ['blast_radius'],
    ['timeline', 0, 'pause'],
    ['timeline', 0, 'pause', 'pick'],
  ];
  for (const place of places) {
    it(`names every key of ${place.length === 0 ? 'the top' : place.join('.')}`, () => {
      const missing = keysAt(json, place).filter((key) => !new RegExp(`\\b${key}\\b`).test(page));
      expect(keysAt(json, place)).to.not.be.empty;
      expect(missing).to.deep.equal([]);
    });
  }

  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
  examples.forEach((text, index) => {
    it(`shows only what is valid: example ${index + 1}`, () => {
      const whole = JSON.stringify({ ...surroundings, ...(parse(text, { merge: true }) as object) });
      expect(parseScenario(whole, { file: 'docs', definitions: registries, env: {} }).problems).to.deep.equal([]);
    });
  });
});

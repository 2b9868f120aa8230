import { expect } from 'chai';
import { scenarioText } from '../../../src/attack/scenario-text.ts';
import type { Draft } from '../../../src/init/draft.ts';
import { draftsFromCompose } from '../../../src/init/drafts-from-compose.ts';
import { readyScenarios } from '../../../src/init/ready-scenarios.ts';
import { starterDraft } from '../../../src/init/starter-draft.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { formatProblem } from '../../../src/scenario/problem/format-problem.ts';
import { registries } from '../../../src/suite/registries.ts';

const attached: Draft = {
  subject: 'db',
  subjects: { attach: { db: { container: 'db-1' } } },
  service: false,
  comesBack: false,
  lastOfAll: true,
  notes: [],
};
const service: Draft = {
  ...attached,
  subjects: { attach: { db: { service: 'shop_db' } } },
  service: true,
  comesBack: true,
  unhealthyWithinMs: 5000,
  lastOfAll: false,
};

/** Returns the names of a draft's scenarios once each has read back without a problem. */
function valid(draft: Draft): string[] {
  return readyScenarios(draft).map(({ what, scenario, comments, meanings }) => {
    expect(meanings).to.have.lengthOf(scenario.expect?.length ?? 0);
    const { problems } = parseScenario(scenarioText(scenario, comments, { meanings, secrets: 'written' }), {
      file: what,
      definitions: registries,
      env: {},
      baseDir: '/nowhere',
    });
    expect(problems.map(formatProblem).join('\n')).to.equal('');
    return what;
  });
}

describe('ready scenarios', () => {
  it('are valid, and those that fit the subject', () => {
    expect(valid(starterDraft())).to.deep.equal(['graceful-stop', 'kill', 'crash', 'unhealthy']);
    expect(valid(attached)).to.deep.equal(['graceful-stop', 'kill', 'crash']);
    expect(valid(service)).to.deep.equal(['graceful-stop', 'kill', 'crash', 'unhealthy', 'rollout', 'rollout-with-fault']);
  });

  it('allow the last healthy replica only where there is no other', () => {
    const radius = (draft: Draft) => readyScenarios(draft).map(({ scenario }) => scenario.blast_radius?.last_healthy);
    expect(new Set(radius(attached))).to.deep.equal(new Set([true]));
    expect(new Set(radius(service))).to.deep.equal(new Set([undefined]));
  });
});

describe('drafts of a Compose file', () => {
  const drafts = (text: string) => draftsFromCompose(text, { file: 'shop/compose.yaml', out: 'shop/scenarios' });

  it('take what a scenario has a word for, and tell what is left out', () => {
    const [web, db] = drafts(`
x-base: &base { restart: unless-stopped, logging: { driver: none } }
services:
  Web.App:
    <<: *base
    build: { context: ./web }
    ports: ['8080:8000']
    networks: { front: {} }
    depends_on: [db]
    healthcheck: { test: [CMD, ok], interval: 1s, timeout: 1s, retries: 2 }
  db: { image: 'postgres:17', ports: [5432] }
`);
    expect(web?.subject).to.equal('web-app');
    expect(web?.subjects.containers?.['web-app']).to.deep.include({
      build: { context: './../web' },
      networks: ['front'],
      restart: 'unless-stopped',
    });
    expect(web?.load?.url).to.equal('http://web-app:8000/');
    expect(web?.unhealthyWithinMs).to.equal(6000);
    expect(web?.notes.join()).to.contain('`depends_on` of web-app').and.contain('`logging` of web-app');
    expect(db).to.deep.include({ subject: 'db', comesBack: false });
    expect(db?.load?.url).to.equal('tcp://db:5432');
    expect(db?.subjects.containers?.['db']).to.deep.include({ networks: ['default'] });
    for (const draft of [web, db]) if (draft !== undefined) valid(draft);
  });

  for (const [text, told] of [
    ['services: {}', 'it has no `services`'],
    ['- a', 'it has no `services`'],
    ['a: [', 'cannot be taken'],
    ['services: { web: { ports: [80] } }', 'neither `image` nor `build`'],
  ] as const) {
    it(`refuse ${text}`, () => expect(() => drafts(text)).to.throw(FaultlineError, told));
  }
});

import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

const scenario = (subject: string) => `
name: Interrupted
containers:
  ${subject}:
    image: faultline/webserver:v1
    ports: [8000]
load:
  users: { url: 'http://${subject}:8000/', rate: 20/s, timeout: 500ms }
steady: { for: 1s, expect: [{ availability: { is: '>= 0%' } }] }
timeline:
  - at: 0s
    pause: { of: ${subject} }
  - at: 60s
recovery: { within: 60s }
expect:
  - availability: { of: users, is: '>= 0%' }
`;

/** Containers of others are paused besides, one after the other, so that there is something to undo. */
const withOthers = (subject: string, others: readonly Target[]) => `
name: Interrupted again and again
attach: { theirs: { containers: [${others.map(({ name }) => name).join(', ')}] } }
containers:
  ${subject}: { image: 'faultline/webserver:v1' }
blast_radius: { last_healthy: true }
timeline:
${others.map(({ name }) => `  - { after: 0s, pause: { of: theirs, pick: { regex: '^${name}$' } } }`).join('\n')}
  - at: 60s
`;

const moments = [
  { name: 'set-up', says: /set-up/ },
  { name: 'the steady state', says: /steady state, before/ },
  { name: 'chaos, with a container paused', says: /pause interrupted/ },
] as const;

describe('Interruption', function () {
  this.timeout(60_000);
  let engine: Engine;
  let place: Workplace;
  before(async () => (engine = await engineForTests()));
  beforeEach(async () => (place = await Workplace.make()));
  afterEach(async () => place.remove());

  for (const { name, says } of moments) {
    for (const signal of name === 'set-up' ? (['SIGINT', 'SIGTERM'] as const) : (['SIGINT'] as const)) {
      it(`by ${signal} in ${name} undoes and removes everything and ends with 130`, async () => {
        const subject = `interrupted-${signal.toLowerCase()}-${moments.findIndex((moment) => moment.name === name)}`;
        const pattern = name.startsWith('chaos') ? new RegExp(`pause ${subject}`) : says;
        const run = new CommandLine(['run', await place.scenario(scenario(subject)), '--out', place.out]);
        await run.says(pattern);
        run.process.kill(signal);
        const { code, stderr } = await run.end();
        expect(code, stderr).to.equal(130);
        expect(stderr).to.include(`${signal}: undoing and cleaning up.`);
        expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=${subject}`] })).to.deep.equal([]);
        expect((await place.history()).at(-1)).to.include({ type: 'run-ended', reason: 'interrupted' });
      });
    }
  }

  for (const signals of [2, 3]) {
    it(`by ${signals} signals is safe: those after the first are only answered`, async () => {
      const containers = new Containers(engine);
      try {
        const subject = `again-${signals}`;
        const theirs = await Promise.all([1, 2, 3].map(async () => containers.run('faultline/signaltest:exec', { foreign: true })));
        const run = new CommandLine(['run', await place.scenario(withOthers(subject, theirs)), '--out', place.out]);
        await run.says(new RegExp(`pause .*${theirs[2]?.name ?? ''}`));
        run.process.kill('SIGINT');
        for (let more = 1; more < signals; more += 1) {
          await run.says(more === 1 ? /SIGINT: undoing/ : /Still undoing/);
          run.process.kill('SIGINT');
        }
        const { code, stderr } = await run.end();
        expect(code, stderr).to.equal(130);
        if (signals === 3) expect(stderr).to.include(`kill -9 ${run.pid}`);
        expect(await Promise.all(theirs.map(async (one) => (await containers.state(one)).status))).to.deep.equal(
          theirs.map(() => 'running'),
        );
        expect((await place.history()).filter(({ type }) => type === 'undo').length).to.be.at.least(theirs.length);
        expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=${subject}`] })).to.deep.equal([]);
      } finally {
        await containers.removeAll();
      }
    });
  }
});

import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import { CommandLine } from '../../support/command-line.ts';
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

  it('twice is safe: the second signal is only answered', async () => {
    const run = new CommandLine(['run', await place.scenario(scenario('twice')), '--out', place.out]);
    await run.says(/pause twice/);
    run.process.kill('SIGINT');
    await run.says(/SIGINT: undoing/);
    run.process.kill('SIGINT');
    const { code, stderr } = await run.end();
    expect(code, stderr).to.equal(130);
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=twice`] })).to.deep.equal([]);
  });
});

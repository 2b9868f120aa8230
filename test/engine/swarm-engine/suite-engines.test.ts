import { expect } from 'chai';
import { z } from 'zod';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { enginePaths } from '../../../src/engine/private/engine-paths.ts';
import { askSocket } from '../../../src/engine/private/engine-socket.ts';
import { engineStatus } from '../../../src/engine/private/engine-status.ts';
import { engineUp } from '../../../src/engine/private/engine-up.ts';
import { missingPrerequisites } from '../../../src/engine/private/prerequisites.ts';
import { SuiteEngines, type EngineChoice } from '../../../src/suite/suite-engines.ts';
import { faultline } from '../../support/command-line.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { Workplace } from '../../support/workplace.ts';

const infoSchema = z.object({ Swarm: z.object({ LocalNodeState: z.string(), NodeAddr: z.string() }) });
const needsBoth = { swarm: true, plain: true };

// The user's engine of these tests is one of their own, found as users' engines are: by DOCKER_HOST.
if ((await missingPrerequisites()).length === 0) {
  describe('SuiteEngines', function () {
    this.timeout(120_000);
    const before_ = { ...process.env };
    let place: Workplace;
    let endpoint: string;
    let socket: string;
    let said: string[];

    before(async () => {
      place = await Workplace.make();
      // `private` means the engine of that name in this directory.
      process.env['FAULTLINE_STATE_DIR'] = place.directory;
      ({ endpoint } = await engineUp({ name: 'user' }));
      socket = enginePaths('user').socket;
      process.env['DOCKER_HOST'] = endpoint;
      for (const variable of ['DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY']) Reflect.deleteProperty(process.env, variable);
    });
    after(async () => {
      for (const { name } of await engineStatus()) await engineDown(name);
      for (const name of Object.keys(process.env)) if (!(name in before_)) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before_);
      await place.remove();
    });
    beforeEach(() => (said = []));

    it('takes the engine of the environment where it is a manager, and brings up no other', async () => {
      const engines = await connect({ which: 'auto' });
      expect(engines.of(true).facts).to.include({ endpoint, swarm: 'manager' });
      expect(engines.of(false)).to.equal(engines.of(true));
      await engines.close();
      expect(said).to.deep.equal([]);
      expect((await engineStatus()).map(({ name }) => name)).to.deep.equal(['user']);
    });

    describe('with an engine outside any Swarm', () => {
      before(async () => {
        expect((await askSocket(socket, { method: 'POST', path: '/swarm/leave?force=true' })).status).to.equal(200);
      });
      afterEach(async () => {
        for (const { name } of await engineStatus()) if (name !== 'user') await engineDown(name);
      });

      it('by auto: only the scenarios with services go to the private engine, and it says so', async () => {
        const engines = await connect({ which: 'auto' });
        const fallback = enginePaths('default').socket;
        expect(engines.of(true).facts).to.include({ endpoint: `unix://${fallback}`, swarm: 'manager' });
        expect(engines.of(false).facts).to.include({ endpoint, swarm: 'inactive' });
        await engines.close();
        expect(said[0]).to.equal(
          `the engine at ${endpoint} is no Swarm manager: scenarios with services run on the private engine instead`,
        );
        expect(await swarmOfUser()).to.include({ LocalNodeState: 'inactive' });
      });

      it('by auto, where no private engine is possible: refuses, and changes nothing', async () => {
        const asRoot = process.geteuid;
        process.geteuid = () => 1000;
        try {
          const error = await faultlineErrorOf(connect({ which: 'auto' }));
          expect(error.code).to.equal('ERR_CAPABILITY_MISSING');
        } finally {
          if (asRoot !== undefined) process.geteuid = asRoot;
        }
        expect(await swarmOfUser()).to.include({ LocalNodeState: 'inactive' });
        expect((await engineStatus()).map(({ name }) => name)).to.deep.equal(['user']);
      });

      it('named by the user: refuses with exit code 3, what is missing and two ways out', async () => {
        const scenario = await place.scenario('name: Service\nservices: { web: { image: sleep:v1 } }\ntimeline: [{ at: 0s }]\n');
        const { code, stderr } = await faultline(['run', scenario, '--engine', endpoint, '--out', place.out]);
        expect(code, stderr).to.equal(3);
        expect(stderr)
          .to.include(`A scenario has services, but the engine at ${endpoint} is not in a Swarm.`)
          .and.to.include('--engine private')
          .and.to.include('--swarm-init');
        expect(await swarmOfUser()).to.include({ LocalNodeState: 'inactive' });
        expect((await engineStatus()).map(({ name }) => name)).to.deep.equal(['user']);
      });

      it('with --swarm-init: makes it the manager of a Swarm that nobody else can join, says how to leave, and leaves it so', async () => {
        const engines = await connect({ which: 'auto', swarmInit: true });
        expect(engines.of(true).facts).to.include({ endpoint, swarm: 'manager' });
        expect(engines.of(false)).to.equal(engines.of(true));
        await engines.close();
        expect(said).to.deep.equal([`swarm init on the engine at ${endpoint}; to leave again: docker swarm leave --force`]);
        expect(await swarmOfUser()).to.include({ LocalNodeState: 'active', NodeAddr: '127.0.0.1' });
        expect((await engineStatus()).map(({ name }) => name)).to.deep.equal(['user']);
      });
    });

    async function connect(choice: Partial<EngineChoice>): Promise<SuiteEngines> {
      return SuiteEngines.connect({ which: 'auto', swarmInit: false, needs: needsBoth, ...choice }, (line) => said.push(line));
    }

    async function swarmOfUser(): Promise<{ LocalNodeState: string; NodeAddr: string }> {
      return infoSchema.parse(JSON.parse((await askSocket(socket, { method: 'GET', path: '/info' })).body)).Swarm;
    }
  });
}

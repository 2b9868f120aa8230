import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { enginePaths } from '../../../src/engine/private/engine-paths.ts';
import { engineProcesses } from '../../../src/engine/private/engine-processes.ts';
import { engineStatus } from '../../../src/engine/private/engine-status.ts';
import { missingPrerequisites } from '../../../src/engine/private/prerequisites.ts';
import { SeededRandom } from '../../../src/scenario/seeded-random.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { reaperOf } from '../../support/reaper-of.ts';
import { untouchedMachine } from './untouched-machine.ts';

/** What is made one after the other, and how it is seen. */
const stages = {
  'its holder': () => engineProcesses(enginePaths('a')).length > 0,
  'its network link': () => existsSync(join('/sys/class/net', enginePaths('a').id)),
  dockerd: () => existsSync(enginePaths('a').pidFile),
  'its socket': () => existsSync(enginePaths('a').socket),
  'its Swarm': () => existsSync(join(enginePaths('a').dataRoot, 'swarm', 'docker-state.json')),
} as const;

/** The longest after a stage was reached. It is far from up then: only dockerd alone takes a second to begin. */
const STAGE_MS = 150;

if ((await missingPrerequisites()).length === 0) {
  describe('faultline engine up, killed by SIGKILL', function () {
    this.timeout(120_000);
    const stateDir = untouchedMachine(['a']);
    const random = new SeededRandom('engine up');

    /** Kills it at an instant of its own after the stage has been reached. `alone`: its reaper lives on. */
    async function killAt(stage: keyof typeof stages, { alone }: { readonly alone: boolean }): Promise<void> {
      const up = new CommandLine(['engine', 'up', '--name', 'a'], { FAULTLINE_STATE_DIR: stateDir() });
      while (!stages[stage]()) await sleep(1);
      if (stage !== 'its Swarm') await sleep(random.fraction() * STAGE_MS);
      if (!alone) process.kill(await reaperOf(stateDir(), up.pid), 'SIGKILL');
      up.process.kill('SIGKILL');
      await up.end();
      // A killed reaper leaves its log, for the next run to tell.
      if (!alone) await rm(join(stateDir(), 'reapers'), { recursive: true });
    }

    for (const stage of ['its holder', 'its socket'] as const) {
      it(`after it has made ${stage}: the reaper removes all of it`, async () => {
        await killAt(stage, { alone: true });
        while (existsSync(enginePaths('a').directory) || engineProcesses(enginePaths('a')).length > 0) await sleep(20);
        const reapers = join(stateDir(), 'reapers');
        while (!(await readdir(reapers)).some((name) => name.endsWith('.report'))) await sleep(20);
        expect(await engineStatus()).to.deep.equal([]);
        await rm(reapers, { recursive: true });
      });
    }

    for (const stage of ['its network link', 'dockerd'] as const) {
      it(`with its reaper, after it has made ${stage}: engine down removes all of it`, async () => {
        await killAt(stage, { alone: false });
        expect(await engineStatus()).to.have.length(1);
        const { code, stderr } = await faultline(['engine', 'down', '--name', 'a'], { FAULTLINE_STATE_DIR: stateDir() });
        expect(code, stderr).to.equal(0);
      });
    }

    it('with its reaper, after it has made its Swarm: the next engine up replaces it', async () => {
      await killAt('its Swarm', { alone: false });
      const { code, stdout, stderr } = await faultline(['engine', 'up', '--name', 'a', '--json'], { FAULTLINE_STATE_DIR: stateDir() });
      expect(code, stderr).to.equal(0);
      expect(JSON.parse(stdout)).to.include({ name: 'a', status: 'running' });
      expect(stderr).to.include('is stale');
    });
  });
}

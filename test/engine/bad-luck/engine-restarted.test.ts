import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import { startDaemon } from '../../../src/engine/private/docker-daemon.ts';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { enginePaths } from '../../../src/engine/private/engine-paths.ts';
import { readRecord } from '../../../src/engine/private/engine-record.ts';
import { askSocket } from '../../../src/engine/private/engine-socket.ts';
import { engineUp } from '../../../src/engine/private/engine-up.ts';
import { isRunning, type ProcessIdentity } from '../../../src/engine/private/process-identity.ts';
import { waitUntil } from '../../../src/engine/private/wait-until.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { reaperOf } from '../../support/reaper-of.ts';
import { Workplace } from '../../support/workplace.ts';
import { HttpProxy, type HeldRequest } from './support/http-proxy.ts';
import { untilReaped } from './support/until-reaped.ts';

const scenario = (attached: string) => `
name: The engine is restarted
attach:
  theirs: { container: ${attached} }
containers:
  restarted: { image: 'faultline/signaltest:exec', restart: always }
blast_radius: { last_healthy: true }
timeline:
  - at: 0s
    pause: { of: theirs }
  - at: 15s
    kill: restarted
  - after: 1s
expect:
  - exit: { of: restarted, code: 137 }
`;

for (const live of [false, true]) {
  describe(`An engine that is restarted in the middle of a run, ${live ? 'with' : 'without'} live-restore`, function () {
    this.timeout(240_000);
    const name = `restarted-${process.pid}`;
    let place: Workplace;
    let engine: Engine;
    let containers: Containers;
    let theirs: Target;
    let dockerd: ProcessIdentity;
    let holder: ProcessIdentity;

    before(async () => {
      place = await Workplace.make();
      const { endpoint, hostAddress } = await engineUp({ name });
      ({ dockerd, holder } = (await readRecord(enginePaths(name)))!);
      // Docker does not allow live-restore on a node of a Swarm.
      if (live) await becomeLive();
      engine = await connectEngine({ endpoint, hostAddress });
      containers = new Containers(engine);
      theirs = await containers.run('faultline/signaltest:exec', { foreign: true });
    });
    after(async () => {
      await engine.close();
      await engineDown(name);
      await place.remove();
    });

    async function becomeLive(): Promise<void> {
      const { socket, configFile } = enginePaths(name);
      expect((await askSocket(socket, { method: 'POST', path: '/swarm/leave?force=true', timeoutMs: 60_000 })).status).to.equal(200);
      await writeFile(configFile, '{"live-restore":true}\n');
      process.kill(dockerd.pid, 'SIGHUP');
      const isLive = async () => (await askSocket(socket, { method: 'GET', path: '/info' })).body.includes('"LiveRestoreEnabled":true');
      expect(await waitUntil(isLive, 20_000)).to.equal(true);
    }

    const env = (endpoint: string) => ({ FAULTLINE_STATE_DIR: join(place.directory, 'state'), FAULTLINE_ENGINE: endpoint });

    async function end(signal: NodeJS.Signals): Promise<void> {
      process.kill(dockerd.pid, signal);
      expect(await waitUntil(() => !isRunning(dockerd), 30_000)).to.equal(true);
    }

    async function startAgain(): Promise<void> {
      dockerd = await startDaemon(enginePaths(name), holder, undefined, live ? { 'live-restore': true } : {});
    }

    it('goes on with it, tells the truth about what happened, and leaves nothing', async () => {
      const run = new CommandLine(['run', await place.scenario(scenario(theirs.name)), '--out', place.out], env(engine.facts.endpoint));
      await run.says(/pause/);
      await end('SIGTERM');
      await startAgain();
      const { code, stderr } = await run.end();
      expect(code, stderr).to.be.oneOf([0, 1, 4]);
      expect(stderr).not.to.match(/^ {4}at /m);
      const history = await place.history();
      expect(history.at(-1)).to.include({ type: 'run-ended' });
      expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=restarted`] })).to.deep.equal([]);
      // Without live-restore the engine ends all containers, and starts again those with a restart policy only.
      expect((await containers.state(theirs)).status).to.equal(live ? 'running' : 'exited');
    });

    // Without live-restore the containers end with the engine, and there is nothing to undo.
    if (live) whileItIsUndone();

    function whileItIsUndone(): void {
      let proxy: HttpProxy;
      let endpoint: string;
      beforeEach(async () => {
        await rm(place.out, { recursive: true, force: true });
        proxy = new HttpProxy(enginePaths(name).socket);
        endpoint = await proxy.listen();
      });
      afterEach(() => proxy.close());

      const undoing = async (): Promise<HeldRequest> => proxy.hold(/^POST .*\/unpause$/);
      const start = async (): Promise<CommandLine> => {
        const text = `
name: The engine is restarted while a fault is undone
attach: { theirs: { container: ${theirs.name} } }
blast_radius: { last_healthy: true }
timeline: [{ at: 0s, pause: { of: theirs, for: 100ms } }]
`;
        return new CommandLine(['run', await place.scenario(text), '--out', place.out], env(endpoint));
      };
      /** The engine goes away under the request, and comes back. */
      const restartUnder = async ({ release }: HeldRequest): Promise<void> => {
        await end('SIGTERM');
        release();
        await startAgain();
      };

      it('while a fault is undone: it is undone once the engine answers', async () => {
        const asked = undoing();
        const run = await start();
        await restartUnder(await asked);
        const { code, stderr } = await run.end();
        expect(code, stderr).to.equal(0);
        expect((await place.history()).find(({ type }) => type === 'undo')).to.include({ outcome: 'undone' });
        expect((await containers.state(theirs)).status).to.equal('running');
      });

      it('while the reaper of a killed run undoes', async () => {
        const [first, second] = [undoing(), undoing()];
        const run = await start();
        await first;
        run.process.kill('SIGKILL');
        await run.end();
        await restartUnder(await second);
        await untilReaped(env(endpoint).FAULTLINE_STATE_DIR);
        expect((await containers.state(theirs)).status).to.equal('running');
      });

      it('while faultline cleanup undoes, because the reaper was killed, too', async () => {
        const [first, second] = [undoing(), undoing()];
        const run = await start();
        await first;
        process.kill(await reaperOf(env(endpoint).FAULTLINE_STATE_DIR, run.pid), 'SIGKILL');
        run.process.kill('SIGKILL');
        await run.end();
        const cleanup = faultline(['cleanup'], env(endpoint));
        await restartUnder(await second);
        const { code, stderr } = await cleanup;
        expect(code, stderr).to.equal(0);
        expect((await containers.state(theirs)).status).to.equal('running');
      });
    }
  });
}

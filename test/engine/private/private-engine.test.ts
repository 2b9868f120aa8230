import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { z } from 'zod';
import { engineDown } from '../../../src/engine/private/engine-down.ts';
import { enginePaths } from '../../../src/engine/private/engine-paths.ts';
import { askSocket } from '../../../src/engine/private/engine-socket.ts';
import { engineStatus } from '../../../src/engine/private/engine-status.ts';
import { engineUp } from '../../../src/engine/private/engine-up.ts';
import { findPrivateEngine } from '../../../src/engine/private/find-private-engine.ts';
import { missingPrerequisites } from '../../../src/engine/private/prerequisites.ts';
import { isRunning } from '../../../src/engine/private/process-identity.ts';
import { readRecord, writeRecord } from '../../../src/engine/private/engine-record.ts';
import { waitUntil } from '../../../src/engine/private/wait-until.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { importSleepImage } from './sleep-image.ts';
import { untouchedMachine } from './untouched-machine.ts';

const idSchema = z.object({ Id: z.string() });

// Where no private engine is possible these tests have no subject; everything else then runs against the engine of the environment.
if ((await missingPrerequisites()).length === 0) {
  describe('a private engine', () => {
    const stateDir = untouchedMachine(['a', 'b']);

    it('answers, has a Swarm, listens for its owner only, and is the same one when asked for again', async () => {
      const up = await engineUp({ name: 'a' });
      const paths = enginePaths('a');
      expect(await inform('a')).to.include({ LocalNodeState: 'active', ControlAvailable: true, NodeAddr: up.hostAddress });
      expect((await stat(paths.socket)).mode & 0o777).to.equal(0o600);
      expect((await stat(paths.directory)).mode & 0o777).to.equal(0o700);
      expect(await engineUp({ name: 'a' })).to.deep.equal(up);
      expect(await engineStatus()).to.deep.equal([up]);
      expect(await findPrivateEngine('a')).to.deep.equal({ endpoint: up.endpoint, hostAddress: up.hostAddress });
      expect(await findPrivateEngine('b')).to.equal(undefined);
    });

    it('listens on no network but its own, and there only for Swarm', async () => {
      await engineUp({ name: 'a' });
      const pid = (await readFile(enginePaths('a').pidFile, 'utf8')).trim();
      expect(await readlink(`/proc/${pid}/ns/net`)).to.not.equal(await readlink('/proc/self/ns/net'));
      const tables = await Promise.all(['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'utf8')));
      // The state of a listening socket is 0A (proc(5)).
      const ports = [...tables.join('').matchAll(/^ *\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F:]+ 0A /gm)].map(([, port = '']) =>
        Number.parseInt(port, 16),
      );
      expect(ports).to.include(2377);
      for (const port of ports) expect(port).to.be.oneOf([2377, 7946]);
    });

    it('is reached at its own address, where it publishes a port', async () => {
      const { hostAddress } = await engineUp({ name: 'a' });
      // Swarm's own port stands for a published one: the sleeping image cannot listen.
      const socket = connect(2377, hostAddress);
      await once(socket, 'connect');
      socket.destroy();
    });

    it('leaves nothing behind with containers and services on it', async () => {
      await engineUp({ name: 'a' });
      await runSleepers('a');
      expect(await engineDown('a')).to.equal(true);
      expect(await engineStatus()).to.deep.equal([]);
      expect(await engineDown('a')).to.equal(false);
    });

    it('whose dockerd was killed is taken down, containers included, also a paused one', async () => {
      await engineUp({ name: 'a' });
      const sleeper = await runSleepers('a');
      const { socket } = enginePaths('a');
      expect((await askSocket(socket, { method: 'POST', path: `/containers/${sleeper}/pause` })).status).to.equal(204);
      await killDaemon('a');
      expect(await staleReason()).to.match(/dockerd .* has ended/);
      const said: string[] = [];
      expect(await engineDown('a', (line) => said.push(line))).to.equal(true);
      expect(said.join()).to.include('is stale');
    });

    it('whose dockerd was killed is replaced', async () => {
      const first = await engineUp({ name: 'a' });
      await runSleepers('a');
      await killDaemon('a');
      const said: string[] = [];
      const second = await engineUp({ name: 'a', onProgress: (line) => said.push(line) });
      expect(second.pid).not.to.equal(first.pid);
      expect(said.join()).to.include('is stale');
      expect((await askSocket(enginePaths('a').socket, { method: 'GET', path: '/containers/json?all=true' })).body.trim()).to.equal('[]');
    });

    it('whose holder was killed is stale', async () => {
      await engineUp({ name: 'a' });
      const { holder } = (await readRecord(enginePaths('a')))!;
      process.kill(holder.pid, 'SIGKILL');
      expect(await waitUntil(() => !isRunning(holder), 5000)).to.equal(true);
      expect(await staleReason()).to.match(/holder .* has ended/);
    });

    it('whose record is of another boot is stale, and replaced', async () => {
      const first = await engineUp({ name: 'a' });
      const record = (await readRecord(enginePaths('a')))!;
      await writeRecord(enginePaths('a'), { ...record, bootId: 'another' });
      expect(await staleReason()).to.equal('the machine was restarted since');
      expect((await engineUp({ name: 'a' })).pid).not.to.equal(first.pid);
    });

    it('whose maker was killed half way is stale, and replaced', async () => {
      const maker = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('make-engine.ts', import.meta.url)), 'a'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await once(maker.stderr, 'data');
      maker.kill('SIGKILL');
      await once(maker, 'close');
      expect(await staleReason()).to.equal('it was only half made');
      expect((await engineUp({ name: 'a' })).status).to.equal('running');
    });

    it('works in a directory as long as is allowed', async () => {
      const directory = stateDir();
      const long = 'd'.repeat(66 - directory.length - '//engines/a'.length);
      process.env['FAULTLINE_STATE_DIR'] = join(directory, long);
      try {
        await engineUp({ name: 'a' });
        await runSleepers('a');
        expect(await engineDown('a')).to.equal(true);
        expect(() => enginePaths('bb')).to.throw('too long');
      } finally {
        process.env['FAULTLINE_STATE_DIR'] = directory;
      }
    });

    it("whose dockerd does not start leaves nothing but the end of dockerd's log", async () => {
      const path = process.env['PATH'];
      const programs = await mkdtemp('/tmp/fl-programs-');
      await writeFile(join(programs, 'dockerd'), '#!/bin/sh\necho it cannot be done >&2\nexit 1\n', { mode: 0o755 });
      process.env['PATH'] = `${programs}:${path}`;
      try {
        const error = await engineUp({ name: 'a' }).catch((thrown: unknown) => thrown);
        expect(error).to.be.instanceOf(FaultlineError).with.property('code', 'ERR_CAPABILITY_MISSING');
        expect(error).to.have.property('message').that.includes('it cannot be done');
        expect(await engineStatus()).to.deep.equal([]);
      } finally {
        process.env['PATH'] = path;
        await rm(programs, { recursive: true });
      }
    });

    it('coexists with another, at another address', async () => {
      const [a, b] = await Promise.all([engineUp({ name: 'a' }), engineUp({ name: 'b' })]);
      expect(a.hostAddress).not.to.equal(b.hostAddress);
      expect((await engineStatus()).map(({ name }) => name)).to.deep.equal(['a', 'b']);
      await engineDown('a');
      expect(await inform('b')).to.include({ NodeAddr: b.hostAddress });
    });

    it('is made once when it is asked for twice at the same time', async () => {
      const [one, other] = await Promise.all([engineUp({ name: 'a' }), engineUp({ name: 'a' })]);
      expect(one).to.deep.equal(other);
    });

    it('that is interrupted while it is made leaves nothing', async () => {
      const interruption = new AbortController();
      const reason = new Error('interrupted');
      const up = engineUp({ name: 'a', signal: interruption.signal, onProgress: () => interruption.abort(reason) });
      expect(await up.catch((error: unknown) => error)).to.equal(reason);
      expect(await engineStatus()).to.deep.equal([]);
    });

    async function staleReason(): Promise<unknown> {
      const [state] = await engineStatus();
      return state?.status === 'stale' ? state.reason : state?.status;
    }

    async function inform(name: string): Promise<unknown> {
      const { body } = await askSocket(enginePaths(name).socket, { method: 'GET', path: '/info' });
      return z.object({ Swarm: z.unknown() }).parse(JSON.parse(body)).Swarm;
    }

    /** Returns the id of the container that belongs to no service. */
    async function runSleepers(name: string): Promise<string> {
      const { socket } = enginePaths(name);
      await importSleepImage(socket, 'sleeper:test');
      const container = { Image: 'sleeper:test', Cmd: ['/bin/sleep', '1000'], HostConfig: { RestartPolicy: { Name: 'always' } } };
      const created = await askSocket(socket, { method: 'POST', path: '/containers/create', body: container });
      const { Id } = idSchema.parse(JSON.parse(created.body));
      expect((await askSocket(socket, { method: 'POST', path: `/containers/${Id}/start` })).status).to.equal(204);
      const ContainerSpec = { Image: 'sleeper:test', Command: ['/bin/sleep', '1000'] };
      const service = { Name: 'sleepers', TaskTemplate: { ContainerSpec }, Mode: { Replicated: { Replicas: 2 } } };
      expect((await askSocket(socket, { method: 'POST', path: '/services/create', body: service })).status).to.equal(201);
      const running = await waitUntil(async () => {
        const { body } = await askSocket(socket, { method: 'GET', path: '/containers/json' });
        return z.array(idSchema).parse(JSON.parse(body)).length === 3;
      }, 30_000);
      expect(running, 'three containers run').to.equal(true);
      return Id;
    }

    async function killDaemon(name: string): Promise<void> {
      const { dockerd } = (await readRecord(enginePaths(name)))!;
      process.kill(dockerd.pid, 'SIGKILL');
      expect(await waitUntil(() => !isRunning(dockerd), 10_000)).to.equal(true);
    }
  });
}

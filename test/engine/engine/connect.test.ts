import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { resolveEngineAddress } from '../../../src/engine/address/resolve-engine-address.ts';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { CutProxy, socketPathOf } from './support/cut-proxy.ts';
import { rejection } from './support/rejection.ts';
import { TestContainers } from './support/test-containers.ts';

describe('connectEngine', () => {
  let engine: Engine;
  let directory: string;

  before(async () => {
    engine = await engineForTests();
    directory = await mkdtemp(path.join(os.tmpdir(), 'faultline-connect-'));
  });
  after(async () => rm(directory, { recursive: true, force: true }));

  it('says what the engine is and where its ports are', () => {
    expect(engine.facts.version).to.match(/^\d+\.\d+/);
    expect(engine.facts.apiVersion).to.match(/^1\.\d+$/);
    expect(engine.facts).to.include({ name: 'docker', local: true, kernel: os.release() });
    expect(engine.facts.capabilities).to.include({ hostPids: process.getuid?.() === 0 });
    expect(engine.hostAddress).to.match(/^[\d.]+$/);
  });

  it('talks the API version that it is told to', async () => {
    const older = await connectEngine({ endpoint: engine.facts.endpoint, apiVersion: '1.41' });
    expect(older.facts.apiVersion).to.equal('1.41');
    expect(older.hostAddress).to.equal('127.0.0.1');
    await older.close();
    const unknown = await rejection(connectEngine({ endpoint: engine.facts.endpoint, apiVersion: '1.999' }));
    expect(unknown.code).to.equal('ERR_CAPABILITY_MISSING');
  });

  describe('by TLS', () => {
    let proxy: CutProxy;
    let port: number;

    const program = 'openssl';
    const openssl = (...args: readonly string[]): unknown => execFileSync(program, args, { cwd: directory, stdio: 'pipe' });

    before(async () => {
      openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=ca', '-keyout', 'ca-key.pem', '-out', 'ca.pem');
      for (const [file, extension] of [
        ['server', 'subjectAltName=IP:127.0.0.1'],
        ['client', 'extendedKeyUsage=clientAuth'],
      ] as const) {
        await writeFile(path.join(directory, `${file}.ext`), extension);
        openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${file}`, '-keyout', `${file}-key.pem`, '-out', `${file}.csr`);
        const signing = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '2', '-extfile', `${file}.ext`];
        openssl('x509', '-req', '-in', `${file}.csr`, ...signing, '-out', `${file}.pem`);
      }
      const read = async (file: string): Promise<string> => readFile(path.join(directory, file), 'utf8');
      const [ca, cert, key] = await Promise.all([read('ca.pem'), read('server.pem'), read('server-key.pem')]);
      proxy = new CutProxy(socketPathOf(engine.facts.endpoint), { ca, cert, key, requestCert: true, rejectUnauthorized: true });
      port = await proxy.listen();
      await mkdir(path.join(directory, 'certs'));
      for (const [from, to] of [
        ['ca.pem', 'ca.pem'],
        ['client.pem', 'cert.pem'],
        ['client-key.pem', 'key.pem'],
      ] as const) {
        await writeFile(path.join(directory, 'certs', to), await read(from));
      }
    });
    after(() => proxy.close());

    it('works as DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH say', async () => {
      const env = { DOCKER_HOST: `tcp://127.0.0.1:${port}`, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: path.join(directory, 'certs') };
      const secure = await connectEngine(await resolveEngineAddress(env));
      expect(secure.facts).to.include({ endpoint: `tcp://127.0.0.1:${port}`, version: engine.facts.version, local: false });
      expect(secure.facts.capabilities).to.deep.equal({ ipvs: null, netem: null, hostPids: false });
      await canDoEverything(secure);
    });

    it('works by a docker context with key material, and by one that skips verification', async () => {
      const config = path.join(directory, 'config');
      for (const [name, skip, host] of [
        ['strict', false, '127.0.0.1'],
        ['lax', true, 'localhost'],
      ] as const) {
        const id = createHash('sha256').update(name).digest('hex');
        const tls = path.join(config, 'contexts', 'tls', id, 'docker');
        await mkdir(path.join(config, 'contexts', 'meta', id), { recursive: true });
        await mkdir(tls, { recursive: true });
        const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: `tcp://${host}:${port}`, SkipTLSVerify: skip } } };
        await writeFile(path.join(config, 'contexts', 'meta', id, 'meta.json'), JSON.stringify(meta));
        for (const file of ['ca.pem', 'cert.pem', 'key.pem'])
          await writeFile(path.join(tls, file), await readFile(path.join(directory, 'certs', file)));
        await writeFile(path.join(config, 'config.json'), JSON.stringify({ currentContext: name }));
        const secure = await connectEngine(await resolveEngineAddress({ DOCKER_CONFIG: config }));
        expect(secure.facts.version).to.equal(engine.facts.version);
        expect(secure.hostAddress).to.equal(host);
        await secure.close();
      }
    });

    it('refuses a server whose certificate it cannot check, and says where to look', async () => {
      const error = await rejection(connectEngine({ endpoint: `tcp://127.0.0.1:${port}`, tls: { verify: true }, source: 'DOCKER_HOST' }));
      expect(error.code).to.equal('ERR_ENGINE_UNREACHABLE');
      expect(error.message).to.include(`tcp://127.0.0.1:${port}`).and.include('certificate').and.include('DOCKER_HOST');
      expect(error.hint).to.include('DOCKER_CERT_PATH');
    });

    it('says that a TLS port was asked without TLS', async () => {
      expect((await rejection(connectEngine({ endpoint: `tcp://127.0.0.1:${port}` }))).code).to.equal('ERR_ENGINE_UNREACHABLE');
    });
  });

  describe('by ssh', () => {
    const path0 = process.env['PATH'];

    /** Only the transport is replaced: what it carries is docker's own dial-stdio. */
    const fakeSsh = async (script: string): Promise<void> => {
      const bin = path.join(directory, 'bin');
      await mkdir(bin, { recursive: true });
      await writeFile(path.join(bin, 'ssh'), `#!/bin/sh\n${script}\n`);
      await chmod(path.join(bin, 'ssh'), 0o755);
      process.env['PATH'] = `${bin}:${path0 ?? ''}`;
    };
    afterEach(() => {
      process.env['PATH'] = path0;
    });

    it('dials through the ssh of the user', async () => {
      const log = path.join(directory, 'ssh.log');
      await fakeSsh(
        `echo "$@" >> '${log}'; if [ "$1" = -G ]; then echo 'hostname 192.0.2.7'; exit; fi; while [ "$1" != -- ]; do shift; done; shift 2; DOCKER_HOST='${engine.facts.endpoint}' exec "$@"`,
      );
      const remote = await connectEngine({ endpoint: 'ssh://me@engine.example:2222' });
      expect(remote.facts).to.include({ endpoint: 'ssh://me@engine.example:2222', version: engine.facts.version, local: false });
      expect(remote.hostAddress).to.equal('192.0.2.7');
      await canDoEverything(remote);
      const calls = (await readFile(log, 'utf8')).trim().split('\n');
      expect(calls.filter((call) => call.startsWith('-G'))).to.deep.equal(['-G -l me -p 2222 -- engine.example']);
      for (const call of calls.filter((one) => !one.startsWith('-G')))
        expect(call).to.equal('-T -o ConnectTimeout=30 -l me -p 2222 -- engine.example docker system dial-stdio');
    });

    it("tells ssh's own words when it fails", async () => {
      await fakeSsh('echo "me@engine.example: Permission denied (publickey)." >&2; exit 255');
      const error = await rejection(connectEngine({ endpoint: 'ssh://me@engine.example' }));
      expect(error.code).to.equal('ERR_ENGINE_UNREACHABLE');
      expect(error.message).to.include('Permission denied (publickey)');
      expect(error.hint).to.include('ssh');
    });

    it('says that there is no ssh', async () => {
      process.env['PATH'] = path.join(directory, 'nothing');
      expect((await rejection(connectEngine({ endpoint: 'ssh://engine.example' }))).message).to.include('ENOENT');
    });
  });

  /** Requests with a body, two answers at once, a long stream and a cut one: all that a way to an engine has to carry. */
  async function canDoEverything(other: Engine): Promise<void> {
    const containers = new TestContainers(other);
    try {
      const id = await containers.start();
      await Promise.all([other.inspectContainer(id), other.exec(id, { command: ['true'], timeoutMs: 20_000 })]);
      await other.stopContainer(id, { graceMs: 5000 });
      expect(await containers.seen(id, 'die')).to.include({ exitCode: '15' });
    } finally {
      await containers.removeAll();
      await other.close();
    }
  }
});

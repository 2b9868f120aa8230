import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { resolveEngineAddress } from '../../../src/engine/address/resolve-engine-address.ts';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';

describe('resolveEngineAddress', () => {
  let home: string;
  let config: string;

  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'faultline-home-'));
    config = path.join(home, '.docker');
    await mkdir(config);
  });
  afterEach(async () => rm(home, { recursive: true, force: true }));

  const writeContext = async (name: string, host: string, skip: boolean | undefined, files: readonly string[]): Promise<void> => {
    const id = createHash('sha256').update(name).digest('hex');
    const meta = path.join(config, 'contexts', 'meta', id);
    await mkdir(meta, { recursive: true });
    const docker = { Host: host, ...(skip === undefined ? {} : { SkipTLSVerify: skip }) };
    await writeFile(path.join(meta, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }));
    const tls = path.join(config, 'contexts', 'tls', id, 'docker');
    if (files.length > 0) await mkdir(tls, { recursive: true });
    for (const file of files) await writeFile(path.join(tls, file), `PEM of ${file}`);
  };
  const resolve = async (env: NodeJS.ProcessEnv = {}): ReturnType<typeof resolveEngineAddress> =>
    resolveEngineAddress({ HOME: home, ...env });

  it('takes DOCKER_HOST before any context', async () => {
    await writeContext('lab', 'tcp://lab:2375', undefined, []);
    const address = await resolve({ DOCKER_HOST: 'tcp://given:1', DOCKER_CONTEXT: 'lab' });
    expect(address).to.deep.equal({ endpoint: 'tcp://given:1', source: 'DOCKER_HOST' });
  });

  it('takes DOCKER_CONTEXT before the current context, and that before the default socket', async () => {
    await writeContext('lab', 'tcp://lab:2375', undefined, []);
    await writeContext('remote', 'ssh://me@far', undefined, []);
    await writeFile(path.join(config, 'config.json'), JSON.stringify({ auths: {}, currentContext: 'remote' }));
    expect(await resolve()).to.deep.equal({ endpoint: 'ssh://me@far', source: "the docker context 'remote'" });
    expect(await resolve({ DOCKER_CONTEXT: 'lab' })).to.include({ endpoint: 'tcp://lab:2375' });
    expect((await resolve({ DOCKER_CONTEXT: 'default' })).source).to.include('default socket');
    expect((await resolve({ DOCKER_CONFIG: path.join(home, 'empty') })).source).to.include('default socket');
  });

  it('brings the key material of a context', async () => {
    await writeContext('strict', 'tcp://lab:2376', undefined, ['ca.pem', 'cert.pem', 'key.pem']);
    await writeContext('lax', 'tcp://lab:2376', true, []);
    expect((await resolve({ DOCKER_CONTEXT: 'strict' })).tls).to.deep.equal({
      verify: true,
      ca: 'PEM of ca.pem',
      cert: 'PEM of cert.pem',
      key: 'PEM of key.pem',
    });
    expect((await resolve({ DOCKER_CONTEXT: 'lax' })).tls).to.deep.equal({ verify: false });
  });

  it('uses TLS as the environment says, and only for tcp', async () => {
    await writeFile(path.join(config, 'ca.pem'), 'PEM');
    expect((await resolve({ DOCKER_HOST: 'tcp://h:1', DOCKER_TLS_VERIFY: '1' })).tls).to.deep.equal({ verify: true, ca: 'PEM' });
    expect((await resolve({ DOCKER_HOST: 'tcp://h:1', DOCKER_TLS: '1' })).tls).to.deep.equal({ verify: false, ca: 'PEM' });
    expect((await resolve({ DOCKER_HOST: 'tcp://h:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: home })).tls).to.deep.equal({
      verify: true,
    });
    for (const env of [{ DOCKER_HOST: 'tcp://h:1' }, { DOCKER_HOST: 'unix:///x', DOCKER_TLS_VERIFY: '1' }]) {
      expect(await resolve(env)).not.to.have.property('tls');
    }
  });

  it('honours DOCKER_API_VERSION', async () => {
    expect(await resolve({ DOCKER_HOST: 'unix:///x', DOCKER_API_VERSION: '1.41' })).to.include({ apiVersion: '1.41' });
  });

  it('finds a rootless socket when the system has none', async function () {
    const socket = path.join(home, 'docker.sock');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    const { endpoint } = await resolve({ XDG_RUNTIME_DIR: home });
    server.close();
    expect(endpoint).to.be.oneOf([`unix://${socket}`, 'unix:///var/run/docker.sock']);
  });

  it('says which context does not exist, and which file is damaged', async () => {
    const unknown = await resolve({ DOCKER_CONTEXT: 'gone' }).catch((error: unknown) => error);
    expect(unknown).to.be.instanceOf(FaultlineError).and.include({ code: 'ERR_ENGINE_UNREACHABLE' });
    expect(unknown).to.have.property('message').that.includes("'gone'");
    await writeFile(path.join(config, 'config.json'), '{');
    const damaged = await resolve().catch((error: unknown) => error);
    expect(damaged).to.have.property('message').that.includes('config.json');
  });
});

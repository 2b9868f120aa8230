import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { refusal, rejection } from './support/rejection.ts';
import { TestContainers } from './support/test-containers.ts';

describe('DockerEngine: what a container spec becomes', () => {
  let engine: Engine;
  let containers: TestContainers;

  before(async () => {
    engine = await engineForTests();
    containers = new TestContainers(engine);
  });
  after(async () => containers.removeAll());

  const inside = async (id: string, script: string): Promise<string> =>
    (await engine.exec(id, { command: ['sh', '-c', script], timeoutMs: 10_000 })).output.trim();

  it('gives the process its environment, user, directory, host name, limits and file systems', async () => {
    const id = await containers.start({
      environment: { COLOUR: 'blue = green', EMPTY: '' },
      user: '1000:1000',
      workingDir: '/tmp',
      hostname: 'somewhere',
      readOnly: true,
      tmpfs: ['/scratch', '/small:size=65536,mode=1777'],
      memLimitBytes: 64 * 1024 * 1024,
      cpus: 0.5,
      pidsLimit: 50,
      capDrop: ['ALL'],
      init: true,
    });
    const said = await inside(
      id,
      'echo "$COLOUR|$EMPTY|$HOSTNAME|$PWD"; echo x > /small/x && echo written; echo x > /etc/x || echo refused',
    );
    expect(said.split('\n').filter((line) => !line.startsWith('sh:'))).to.deep.equal([
      'blue = green||somewhere|/tmp',
      'written',
      'refused',
    ]);
    expect(await inside(id, 'cat /proc/1/status'))
      .to.match(/^Uid:\s+1000/m)
      .and.match(/^CapBnd:\s+0+$/m);
    expect(await inside(id, 'cat /proc/1/comm')).to.equal('docker-init');
    expect(await inside(id, 'cat /proc/mounts'))
      .to.include('/scratch tmpfs')
      .and.match(/\/small tmpfs .*size=64k/);
  });

  it('reads back policy, stop signal, health check, labels and ports', async () => {
    const [port = 0] = await engine.findFreePorts(1);
    const id = await containers.start(
      {
        restart: { name: 'on-failure', maxRetries: 3 },
        stopSignal: 'SIGINT',
        labels: { colour: 'blue' },
        healthcheck: { test: ['CMD', 'true'], intervalMs: 100, timeoutMs: 2000, retries: 2, startPeriodMs: 0 },
        ports: [{ container: 8000, protocol: 'tcp' }],
      },
      { publish: { '8000/tcp': port } },
    );
    await containers.seen(id, 'health_status');
    const snapshot = await engine.inspectContainer(id);
    expect(snapshot?.restartPolicy).to.deep.equal({ name: 'on-failure', maxRetries: 3 });
    expect(snapshot?.healthcheck).to.deep.equal({ test: ['CMD', 'true'], intervalMs: 100, timeoutMs: 2000, retries: 2, startPeriodMs: 0 });
    expect(snapshot).to.include({ stopSignal: 'SIGINT', health: 'healthy', autoRemove: false });
    expect(snapshot?.labels).to.include({ colour: 'blue', [RUN_LABEL]: containers.run });
    expect(snapshot?.ports).to.deep.equal({ '8000/tcp': port });
  });

  it('joins every network under its aliases, and names resolve there', async () => {
    const networks = await Promise.all(
      ['front', 'back'].map(async (name) => {
        const full = `${containers.run}-${name}`;
        await engine.createNetwork({ name: full, labels: { [RUN_LABEL]: containers.run } });
        return full;
      }),
    );
    const [front = '', back = ''] = networks;
    const both = [
      { name: front, aliases: ['web'] },
      { name: back, aliases: ['store'] },
    ];
    const id = await containers.start({}, { networks: both });
    const asking = await containers.start({}, { networks: [{ name: back, aliases: [] }] });
    const addresses = (await engine.inspectContainer(id))?.addresses ?? {};
    expect(Object.keys(addresses)).to.have.members(networks);
    const lookup = "require('node:dns').lookup(process.argv[1], (e, a) => console.log(e ? e.code : a))";
    const found = await engine.exec(asking, { command: ['node', '-e', lookup, 'store'], timeoutMs: 20_000 });
    expect(found.output.trim()).to.equal(addresses[back]);
    const listed = await engine.listNetworks({ labels: { [RUN_LABEL]: containers.run } });
    expect(listed.map(({ name }) => name)).to.deep.equal([...networks].sort());
  });

  it('leaves nothing behind when a second network cannot be joined', async () => {
    const name = `${containers.run}-alone`;
    await engine.createNetwork({ name, labels: { [RUN_LABEL]: containers.run } });
    const networks = [name, `${containers.run}-missing`].map((network) => ({ name: network, aliases: [] }));
    const refused = await rejection(containers.create({}, { name: `${containers.run}-stray`, networks }));
    expect(refused.message).to.include(`${containers.run}-missing`).and.include('not found');
    expect(await engine.listContainers({ name: `${containers.run}-stray` })).to.deep.equal([]);
  });

  it('hands on the words with which the engine refuses a create', async () => {
    const cases: readonly [Parameters<TestContainers['create']>, number, RegExp][] = [
      [[{}, { image: 'nosuch:1' }], 404, /^No such image: nosuch:1$/],
      [[{ autoRemove: true, restart: { name: 'always' } }], 400, /can't create 'AutoRemove' container with restart policy/],
      [[{ restart: { name: 'always', maxRetries: 2 } }], 400, /maximum retry count can(not| only) be used/],
      [[{ memLimitBytes: 1024 * 1024 }], 400, /Minimum memory limit allowed is 6MB/],
    ];
    for (const [given, status, words] of cases) {
      const refused = await refusal(containers.create(...given));
      expect(refused).to.include({ code: 'ERR_ENGINE_REFUSED', status });
      expect(refused.reason).to.match(words);
    }
  });

  it('hands on the words with which the engine refuses a start, and the code it leaves', async () => {
    const cases = [
      [['/no/such'], 127, /no such file or directory/],
      [['/etc/passwd'], 126, /permission denied/],
    ] as const;
    for (const [entrypoint, exitCode, words] of cases) {
      const id = await containers.create({ entrypoint });
      const refused = await refusal(engine.startContainer(id));
      expect(refused).to.include({ code: 'ERR_ENGINE_REFUSED', status: 400 });
      expect(refused.reason).to.match(words);
      const snapshot = await engine.inspectContainer(id);
      expect(snapshot).to.include({ status: 'created', exitCode });
      expect(snapshot?.error).to.match(words);
    }
  });

  it('takes entrypoint and command as argument vectors: no shell sees them', async () => {
    const id = await containers.start({
      entrypoint: ['node', '-p', 'JSON.stringify(process.argv.slice(1))'],
      command: ['a b', '$HOME', ';'],
    });
    await containers.seen(id, 'die');
    const lines = [];
    for await (const { text } of engine.logs(id, { follow: false })) lines.push(text);
    expect(lines).to.deep.equal(['["a b","$HOME",";"]']);
  });
});

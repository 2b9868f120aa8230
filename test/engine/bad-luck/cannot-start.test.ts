import { createServer } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import { faultline, type CommandResult } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

/** One container, and a steady state for it to die before. */
const scenario = (subject: string, lines: string) => `
name: Cannot start
containers:
  ${subject}: ${lines}
timeline:
  - at: 0s
    kill: ${subject}
expect:
  - exit: { of: ${subject}, code: 137 }
`;

describe('A run that cannot start', function () {
  this.timeout(60_000);
  let engine: Engine;
  let place: Workplace;
  before(async () => (engine = await engineForTests()));
  beforeEach(async () => (place = await Workplace.make()));
  afterEach(async () => place.remove());

  const run = async (text: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<CommandResult> =>
    faultline(['run', await place.scenario(text), '--out', place.out, ...args], env);
  const leaves = async (subject: string) => engine.listContainers({ labels: [`${SUBJECT_LABEL}=${subject}`] });

  it('names an image that is nowhere, and is inconclusive', async () => {
    const { code, stderr } = await run(scenario('noimage', '{ image: nosuch/image:1 }'));
    expect(code, stderr).to.equal(4);
    expect(stderr)
      .to.match(/nosuch\/image:1/)
      .and.to.include('fix:')
      .and.not.to.include('    at ');
    const history = await place.history();
    expect(history.find(({ type }) => type === 'error')).to.include({ code: 'ERR_IMAGE_MISSING' });
    expect(history.at(-1)).to.include({ type: 'run-ended', reason: 'failed' });
  });

  it('names a port that is taken, and removes the container', async () => {
    const containers = new Containers(engine);
    try {
      const taken = await containers.run('faultline/webserver:v1', { ports: [8000] });
      const port = (await engine.inspectContainer(taken.id))?.ports['8000/tcp'] ?? 0;
      const { code, stderr } = await run(scenario('taken', `{ image: 'faultline/webserver:v1', ports: ['${port}:8000'] }`));
      expect(code, stderr).to.equal(4);
      expect(stderr)
        .to.include('taken.1 could not start')
        .and.to.include(`the container ${taken.name} has port ${port}`)
        .and.to.include('fix:');
      expect((await place.history()).find(({ type }) => type === 'error')).to.include({ code: 'ERR_PORT_TAKEN' });
      expect(await leaves('taken')).to.deep.equal([]);
    } finally {
      await containers.removeAll();
    }
  });

  it("names a port of a service that is taken, in Swarm's words and with who has it, and removes the service", async () => {
    const containers = new Containers(engine);
    try {
      const taken = await containers.run('faultline/webserver:v1', { ports: [8000] });
      const port = (await engine.inspectContainer(taken.id))?.ports['8000/tcp'] ?? 0;
      const service = `
name: Cannot start
services:
  held:
    image: 'faultline/webserver:v1'
    ports: [{ target: 8000, published: ${port}, mode: host }]
    ready_within: 8s
timeline: [{ at: 0s, kill: held }]
expect: [{ exit: { of: held, code: 137 } }]
`;
      const { code, stderr } = await run(service);
      expect(code, stderr).to.equal(4);
      expect(stderr)
        .to.include('held (0 of 1 tasks ran within 8000 ms) could not start')
        .and.to.include('port is already allocated')
        .and.to.include(`the container ${taken.name} has port ${port}`)
        .and.to.include('fix:');
      expect((await place.history()).find(({ type }) => type === 'error')).to.include({ code: 'ERR_PORT_TAKEN' });
      expect(await leaves('held')).to.deep.equal([]);
    } finally {
      await containers.removeAll();
    }
  });

  it('says that a subject died before the first fault, and injects none', async () => {
    // Never healthy, so that set-up is still waiting for it when it dies.
    const subject = "{ image: 'faultline/exits', command: [exit, '3'], healthcheck: { test: [CMD, 'false'], interval: 1s } }";
    const text = `${scenario('dies', subject)}steady: { for: 1s, expect: [{ state: { of: dies, is: running } }] }\n`;
    const { code, stderr } = await run(text);
    expect(code, stderr).to.equal(4);
    expect(stderr).to.include('dies.1 died before the first fault').and.to.include('code 3');
    expect((await place.history()).some(({ type }) => type === 'step')).to.equal(false);
    expect(await leaves('dies')).to.deep.equal([]);
  });

  it('says what the engine refused, in its words', async () => {
    const { code, stderr } = await run(scenario('tiny', '{ image: faultline/exits, mem_limit: 1m }'));
    expect(code, stderr).to.equal(4);
    expect(stderr).to.include('Minimum memory limit').and.to.include('allow_refusal');
  });

  it('finds nothing to attach to', async () => {
    const { code, stderr } = await run(
      'name: x\nattach: { gone: { container: nosuchcontainer } }\ntimeline: [{ at: 0s, kill: gone }]\nexpect: [{ exit: { of: gone } }]\n',
    );
    expect(code, stderr).to.equal(4);
    expect(stderr).to.include('nosuchcontainer').and.to.include('docker ps');
  });

  it('cannot reach the engine: 3, with what was tried', async () => {
    const { code, stderr } = await run(scenario('far', '{ image: faultline/exits }'), ['--engine', 'unix:///nosuch/docker.sock']);
    expect(code, stderr).to.equal(3);
    expect(stderr).to.include('/nosuch/docker.sock').and.to.include('fix:');
  });

  it('meets an engine that is too old: 3', async () => {
    const server = createServer((socket) => {
      const body = JSON.stringify({ Version: '1.13.1', ApiVersion: '1.26', MinAPIVersion: '1.12' });
      socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    try {
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const { code, stderr } = await run(scenario('old', '{ image: faultline/exits }'), ['--engine', `tcp://127.0.0.1:${port}`]);
      expect(code, stderr).to.equal(3);
      expect(stderr).to.include('1.13.1');
    } finally {
      server.close();
    }
  });

  it('gets a file for an output directory: 2, and touches nothing', async () => {
    const file = join(place.directory, 'file');
    await writeFile(file, '');
    const { code, stderr } = await faultline([
      'run',
      await place.scenario(scenario('nowhere', '{ image: faultline/exits }')),
      '--out',
      file,
    ]);
    expect(code, stderr).to.equal(2);
    expect(stderr).to.include('--out');
    expect(await leaves('nowhere')).to.deep.equal([]);
  });

  it('gets a broken scenario among good ones: 2, every problem, and nothing is run', async () => {
    const good = await place.scenario(scenario('good', '{ image: faultline/exits }'), 'good.yaml');
    const broken = await place.scenario('name: x\ncontainer: {}\nexpct: []\n', 'broken.yaml');
    const { code, stderr } = await faultline(['run', good, broken, '--out', place.out]);
    expect(code, stderr).to.equal(2);
    expect(stderr)
      .to.match(/broken\.yaml:2:1/)
      .and.to.match(/broken\.yaml:3:1/)
      .and.to.include('`expect`');
    expect(await leaves('good')).to.deep.equal([]);
  });

  it('gets a wrong option: 2, without a stack trace', async () => {
    const { code, stderr } = await faultline(['run', 'x.yaml', '--jobs', 'many']);
    expect(code).to.equal(2);
    expect(stderr).to.include('--jobs').and.not.to.include('    at ');
  });
});

import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { plainSpec } from '../../support/plain-spec.ts';
import { TestContainers } from '../engine/support/test-containers.ts';
import { TestServices } from './support/test-services.ts';

const CONFIG = `defaults
  mode http
  timeout connect 1s
  timeout client 1s
  timeout server 1s
frontend front
  bind :80
  http-request return status 200 content-type text/plain string '$HOME "quoted" \\\\n %'
`;

const proxyConfig = (service: string): string => `defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
resolvers docker
  nameserver dns 127.0.0.11:53
  hold valid 250ms
frontend front
  bind :80
  default_backend tasks
backend tasks
  http-response set-header x-task %s
  server-template task 4 tasks.${service}:8000 check inter 250ms resolvers docker init-addr none
`;

describe('faultline/haproxy', function () {
  // Its package is downloaded when the machine has none.
  this.timeout(180_000);
  let engine: Engine;
  let containers: TestContainers;

  before(async () => {
    engine = await engineForTests();
    containers = new TestContainers(engine);
  });
  afterEach(async () => containers.removeAll());

  const imageOf = async (lines: string[] = []): Promise<string> =>
    (await engine.ensureImage('faultline/haproxy', (line) => lines.push(line))).reference;

  it('is built once and runs haproxy', async () => {
    const image = await imageOf();
    const id = await containers.start({}, { image, spec: plainSpec({ command: ['haproxy', '-v'] }) });
    expect(await containers.seen(id, 'die')).to.include({ exitCode: '0' });
    const lines: string[] = [];
    for await (const { text } of engine.logs(id, { follow: false })) lines.push(text);
    expect(lines[0]).to.match(/^HAProxy version \d+\.\d+/);
    const again: string[] = [];
    await imageOf(again);
    expect(again).to.deep.equal([]);
  });

  it('takes its configuration from the environment as it is', async () => {
    const image = await imageOf();
    const [port = 0] = await engine.findFreePorts(1);
    const id = await containers.start(
      {},
      { image, spec: plainSpec({ environment: { HAPROXY_CFG: CONFIG } }), publish: { '80/tcp': port } },
    );
    const answer = await firstAnswer(`http://${engine.hostAddress}:${port}/`);
    expect(answer).to.equal('$HOME "quoted" \\\\n %');
    await engine.stopContainer(id, { graceMs: 5000 });
    expect(await engine.inspectContainer(id)).to.include({ status: 'exited', exitCode: 0 });
  });

  it('stands before the tasks of a service and finds each of them by its name', async () => {
    const swarm = await engine.swarm();
    const services = new TestServices(engine, swarm);
    try {
      const network = `${services.run}-net`;
      await swarm.createOverlay({ name: network, labels: { [RUN_LABEL]: services.run }, attachable: true });
      const networks = [{ name: network, aliases: [] }];
      const id = await services.start({ deploy: { replicas: 2, endpointMode: 'dnsrr' } }, { networks });
      const { name } = await services.inspect(id);
      const image = await imageOf();
      const [port = 0] = await engine.findFreePorts(1);
      const spec = plainSpec({ environment: { HAPROXY_CFG: proxyConfig(name) } });
      await containers.start({}, { image, spec, networks, publish: { '80/tcp': port } });
      const answers = new Set<string>();
      const deadlineMs = performance.now() + 30_000;
      while (answers.size < 2 && performance.now() < deadlineMs) {
        const response = await fetch(`http://${engine.hostAddress}:${port}/`).catch(() => undefined);
        if (response?.ok === true) answers.add(response.headers.get('x-task') ?? '');
        else await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(answers.size, 'tasks that answered').to.equal(2);
    } finally {
      await containers.removeAll();
      await services.removeAll();
    }
  });
});

/** Returns what is answered once something listens. */
async function firstAnswer(url: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await (await fetch(url)).text();
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { plainSpec } from '../engine/support/plain-spec.ts';
import { TestContainers } from '../engine/support/test-containers.ts';

const CONFIG = `defaults
  mode http
  timeout connect 1s
  timeout client 1s
  timeout server 1s
frontend front
  bind :80
  http-request return status 200 content-type text/plain string '$HOME "quoted" \\\\n %'
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

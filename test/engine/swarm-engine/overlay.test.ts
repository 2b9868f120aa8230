import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import type { Swarm } from '../../../src/engine/swarm.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from '../engine/support/rejection.ts';
import { TestContainers } from '../engine/support/test-containers.ts';
import { TestServices } from './support/test-services.ts';

describe('DockerSwarm: overlay networks', () => {
  let engine: Engine;
  let swarm: Swarm;
  let services: TestServices;
  let containers: TestContainers;

  before(async () => {
    engine = await engineForTests();
    swarm = await engine.swarm();
    services = new TestServices(engine, swarm);
    containers = new TestContainers(engine);
  });
  afterEach(async () => {
    await containers.removeAll();
    await services.removeAll();
  });

  const create = async (attachable: boolean): Promise<string> => {
    const name = `${services.run}-net`;
    await swarm.createOverlay({ name, labels: { [RUN_LABEL]: services.run }, attachable });
    return name;
  };

  it('connects tasks, which a container finds by the name of the service and by its alias', async () => {
    const network = await create(true);
    const [listed] = await engine.listNetworks({ labels: { [RUN_LABEL]: services.run } });
    expect(listed).to.include({ name: network });
    const id = await services.start(
      { deploy: { replicas: 2, endpointMode: 'dnsrr' } },
      { networks: [{ name: network, aliases: ['backend'] }] },
    );
    const { name, endpointMode } = await services.inspect(id);
    expect(endpointMode).to.equal('dnsrr');
    const inside = await containers.start({}, { networks: [{ name: network, aliases: [] }] });
    const script = `require('dns').promises.lookup(process.argv[1], { all: true }).then((all) => console.log(all.length))`;
    for (const host of [name, 'backend', `tasks.${name}`]) {
      const { output } = await engine.exec(inside, { command: ['node', '-e', script, host], timeoutMs: 10_000 });
      expect(output, host).to.equal('2\n');
    }
  });

  it('are removed with the service on them, as soon as its tasks have ended', async () => {
    const network = await create(false);
    const id = await services.start(
      { environment: { DRAIN_DELAY_MS: '1500' }, stopGracePeriodMs: 5000 },
      { networks: [{ name: network, aliases: [] }] },
    );
    await swarm.removeService(id);
    await engine.removeNetwork(network);
    await engine.removeNetwork(network);
    expect(await engine.listNetworks({ labels: { [RUN_LABEL]: services.run } })).to.deep.equal([]);
  });

  it('stay while a service needs them: the engine says so', async () => {
    const network = await create(false);
    await services.start({}, { networks: [{ name: network, aliases: [] }] });
    const refused = await rejection(engine.removeNetwork(network));
    expect(refused.code).to.equal('ERR_ENGINE_REFUSED');
    expect(refused.message).to.match(/in use/);
  });
});

import { expect } from 'chai';
import { z } from 'zod';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Swarm } from '../../../src/engine/swarm.ts';
import { EngineConnection } from '../../../src/engine/transport/engine-connection.ts';
import { readAll } from '../../../src/engine/transport/read-all.ts';
import { parseService } from '../../../src/engine/swarm/service-schema.ts';
import { serviceSnapshot } from '../../../src/engine/swarm/service-snapshot.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { TestServices } from './support/test-services.ts';

describe('DockerSwarm: what a spec leaves out', () => {
  let engine: Engine;
  let swarm: Swarm;
  let services: TestServices;
  let connection: EngineConnection;

  before(async () => {
    engine = await engineForTests();
    swarm = await engine.swarm();
    services = new TestServices(engine, swarm);
    connection = new EngineConnection({ endpoint: engine.facts.endpoint }, engine.facts.apiVersion);
  });
  after(async () => {
    await services.removeAll();
    connection.close();
  });

  const inspect = async (id: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    JSON.parse(await readAll(await connection.stream('Inspecting', { path: `/services/${id}`, query })));

  it('is told with the defaults that the engine itself inserts', async () => {
    const id = await services.create({ deploy: { replicas: 0 } });
    const { id: barest } = await createBare(`${services.run}-bare`);
    for (const one of [id, barest]) {
      const own = await services.inspect(one);
      const inserted = serviceSnapshot(parseService(await inspect(one, { insertDefaults: 'true' })));
      // The digest is that of the spec as it is told, which is what the tasks are told to be made from.
      expect({ ...own, taskSpec: '' }).to.deep.equal({ ...inserted, taskSpec: '' });
      expect(own.updateConfig).to.deep.equal({
        parallelism: 1,
        delayMs: 0,
        failureAction: 'pause',
        monitorMs: 5000,
        maxFailureRatio: 0,
        order: 'stop-first',
      });
      expect(own.rollbackConfig).to.deep.equal(own.updateConfig);
      expect(own.restartPolicy).to.deep.equal({ condition: 'any', delayMs: 5000, maxAttempts: 0, windowMs: 0 });
    }
    expect((await services.inspect(barest)).stopGracePeriodMs).to.equal(10_000);
  });

  it('stays as it is in an update: of a spec that faultline did not write, only what changes is different', async () => {
    const { id } = await createBare(`${services.run}-rich`, {
      TaskTemplate: {
        ContainerSpec: {
          Image: 'faultline/webserver:v1',
          Hosts: ['10.1.1.1 somewhere'],
          Mounts: [{ Type: 'tmpfs', Target: '/scratch', TmpfsOptions: { SizeBytes: 1_000_000 } }],
          Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '0' },
          CapabilityAdd: ['CAP_NET_RAW'],
          DNSConfig: { Nameservers: ['10.1.1.2'] },
        },
        LogDriver: { Name: 'json-file', Options: { 'max-size': '1m' } },
        Placement: { Preferences: [{ Spread: { SpreadDescriptor: 'node.labels.zone' } }], MaxReplicas: 4 },
      },
    });
    const specOf = async (): Promise<unknown> => z.object({ Spec: z.unknown() }).parse(await inspect(id)).Spec;
    const before = await specOf();
    await swarm.updateService(id, { environment: { A: '1' }, deploy: { placement: { constraints: ['node.role == manager'] } } });
    expect(await specOf()).not.to.deep.equal(before);
    await swarm.updateService(id, { environment: { A: null }, deploy: { placement: { constraints: [] } } });
    expect(withoutEmpty(await specOf())).to.deep.equal(withoutEmpty(before));
  });

  async function createBare(name: string, spec: object = {}): Promise<{ id: string }> {
    const body = {
      Name: name,
      Labels: { [services.label]: services.run },
      TaskTemplate: { ContainerSpec: { Image: 'faultline/webserver:v1' } },
      Mode: { Replicated: { Replicas: 0 } },
      ...spec,
    };
    const answer = await connection.post('Creating a service', { path: '/services/create', query: {}, body });
    return { id: z.object({ ID: z.string() }).parse(answer).ID };
  }
});

/** The engine writes nothing for an empty list or object; where it does, that means the same. */
function withoutEmpty(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
    typeof member === 'object' && member !== null && Object.keys(member).length === 0 ? undefined : member,
  );
}

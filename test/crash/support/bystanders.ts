import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../../src/engine/engine.ts';
import type { ContainerSpec } from '../../../src/scenario/container-spec.ts';
import type { ServiceSpec } from '../../../src/scenario/service-spec.ts';
import { plainSpec } from '../../support/plain-spec.ts';
import type { Lane } from './crash-scenarios.ts';

const REPLICAS = 2;

/** Starts what was there before the runs of a lane, without the label of any run, and writes the context that one of its scenarios builds. */
export async function startBystanders(engine: Engine, lane: Lane, directory: string): Promise<void> {
  await startContainer(engine, lane.web, 'faultline/webserver:v1', {});
  await startContainer(engine, lane.stay, 'faultline/exits', {
    command: ['stay'],
    restart: { name: 'always' },
    memLimitBytes: 256 * 2 ** 20,
  });
  await startService(engine, lane.service);
  const context = join(directory, `context-${lane.index}`);
  await mkdir(context, { recursive: true });
  await writeFile(join(context, 'Dockerfile'), `FROM faultline/webserver:v1\nCOPY marker /marker\n`);
  await writeFile(join(context, 'marker'), String(lane.index));
}

async function startContainer(engine: Engine, name: string, image: string, more: Partial<ContainerSpec>): Promise<void> {
  const spec = plainSpec({ image, ...more });
  const { id } = await engine.createContainer({ name, spec, image, labels: {}, publish: {}, networks: [] });
  await engine.startContainer(id);
}

async function startService(engine: Engine, name: string): Promise<void> {
  const quick = { parallelism: 0, monitorMs: 200 };
  const spec: ServiceSpec = {
    environment: {},
    init: false,
    ports: [],
    networks: [],
    labels: {},
    readOnly: false,
    stopGracePeriodMs: 1000,
    deploy: {
      mode: 'replicated',
      replicas: REPLICAS,
      labels: {},
      restartPolicy: { condition: 'any', delayMs: 0 },
      updateConfig: quick,
      rollbackConfig: quick,
    },
  };
  const swarm = await engine.swarm();
  await swarm.createService({ name, spec, image: 'faultline/webserver:v1', labels: {}, networks: [], publishMode: 'host' });
}

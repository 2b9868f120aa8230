import { EngineRefusal } from '../engine/engine-refusal.ts';
import { ROLE_LABEL, RUN_LABEL } from '../engine/labels.ts';
import type { Endpoint } from '../load/endpoint.ts';
import { haproxyConfig, PROXY_PORT, proxyDefaults } from '../load/haproxy-config.ts';
import type { ContainerSpec } from '../scenario/container-spec.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectService } from './subject-service.ts';

const IMAGE = 'faultline/haproxy';
const PORT_ATTEMPTS = 5;
/** A scale-up or a start-first rollout may double the tasks; more slots than tasks cost nothing. */
const MIN_SLOTS = 10;

/**
 * Starts an HAProxy of the load's own in front of a service, on the network they share, and returns where it is reached. Its container has
 * the label of the run and goes with it.
 */
export async function startProxy(
  context: RunContext,
  load: string,
  spec: LoadSpec,
  service: SubjectService,
  { port, networks }: { readonly port: number; readonly networks: readonly string[] },
): Promise<Endpoint> {
  const { engine, runId, onProgress } = context;
  await engine.ensureImage(IMAGE, (line) => onProgress(`${load}: ${line}`));
  const slots = Math.max(MIN_SLOTS, 3 * (service.snapshot.replicas ?? 0));
  const backend = { service: service.snapshot.name, port, slots, timeoutMs: spec.timeoutMs };
  const config = haproxyConfig(backend, spec.proxy ?? proxyDefaults);
  for (let attempt = 1; ; attempt += 1) {
    const [free = 0] = await engine.findFreePorts(1);
    const { id } = await engine.createContainer({
      name: `faultline-${runId}-proxy-${load}`,
      spec: proxySpec(config),
      image: IMAGE,
      labels: { [RUN_LABEL]: runId, [ROLE_LABEL]: 'proxy' },
      publish: { [`${PROXY_PORT}/tcp`]: free },
      networks: networks.map((name) => ({ name, aliases: [] })),
    });
    try {
      await engine.startContainer(id);
      return { address: engine.hostAddress, port: free };
    } catch (error) {
      if (!(error instanceof EngineRefusal) || attempt === PORT_ATTEMPTS) throw error;
      // Someone else may have taken the port meanwhile.
      await engine.removeContainer(id);
    }
  }
}

function proxySpec(config: string): ContainerSpec {
  return {
    image: IMAGE,
    environment: { HAPROXY_CFG: config },
    restart: { name: 'no' },
    init: false,
    ports: [{ container: PROXY_PORT, protocol: 'tcp' }],
    networks: [],
    labels: {},
    readOnly: false,
    tmpfs: [],
    capAdd: [],
    capDrop: [],
    autoRemove: false,
  };
}

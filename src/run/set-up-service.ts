import { RUN_LABEL, SUBJECT_LABEL } from '../engine/labels.ts';
import type { ServiceSnapshot, Swarm } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { targetsSubject } from '../load/resolve-endpoints.ts';
import type { AttachedServiceSubject, ServiceSubject } from '../scenario/scenario.ts';
import { requireNotOfRun } from './own-things.ts';
import { prepareImage } from './prepare-image.ts';
import type { RunContext } from './run-context.ts';
import { networksOfService, type RunNetworks } from './run-networks.ts';
import { SpecVersions } from './spec-versions.ts';
import type { TaskWatcher } from './watch-tasks.ts';

/**
 * Creates the service, or finds the one to attach to, and watches its tasks from then on.
 * @throws FaultlineError ERR_CAPABILITY_MISSING, ERR_IMAGE_MISSING, ERR_SUBJECT_FAILED, ERR_TARGET_EMPTY
 */
export async function setUpService(
  context: RunContext,
  tasks: TaskWatcher,
  name: string,
  spec: ServiceSubject | AttachedServiceSubject,
  networks: RunNetworks,
): Promise<void> {
  const swarm = await context.engine.swarm();
  const snapshot =
    spec.kind === 'service' ? await createService(context, swarm, name, spec, networks) : await findService(swarm, name, spec);
  await tasks.watch({ subject: name, spec, swarm, id: snapshot.id, snapshot, specVersions: new SpecVersions(), tasks: new Map() });
}

async function createService(
  context: RunContext,
  swarm: Swarm,
  subject: string,
  subjectSpec: ServiceSubject,
  networks: RunNetworks,
): Promise<ServiceSnapshot> {
  const { runId, scenario, recorder } = context;
  const { spec } = subjectSpec;
  const image = await prepareImage(context, subject, spec);
  context.signal.throwIfAborted();
  try {
    const { id, warnings } = await swarm.createService({
      name: serviceName(runId, subject),
      spec,
      image,
      labels: { [RUN_LABEL]: runId, [SUBJECT_LABEL]: subject },
      networks: networksOfService(scenario, subject, subjectSpec, networks).map((name) => ({
        name,
        aliases: [subject],
      })),
      publishMode: publishMode(context, subject, spec),
    });
    for (const message of warnings) recorder.append({ type: 'warning', code: 'engine', message: `${subject}: ${message}` });
    const snapshot = await swarm.inspectService(id);
    if (snapshot === undefined) throw new FaultlineError('ERR_SUBJECT_FAILED', `${subject} vanished right after it was created.`);
    return snapshot;
  } catch (error) {
    if (!(error instanceof FaultlineError) || error.code !== 'ERR_ENGINE_REFUSED') throw error;
    throw new FaultlineError('ERR_SUBJECT_FAILED', `${subject} could not be created. ${error.message}`, {
      hint: "Change what the engine refuses in the subject's words.",
      cause: error,
    });
  }
}

/** Returns the name of a service of the run on the engine. */
export function serviceName(runId: string, subject: string): string {
  return `faultline-${runId}-${subject}`;
}

/** What `auto` ports become: the routing mesh needs IPVS and a virtual address, and gives tasks no ports of their own. */
function publishMode({ engine, scenario }: RunContext, subject: string, spec: ServiceSubject['spec']): 'ingress' | 'host' {
  const byTask = Object.values(scenario.load).some(({ url, route }) => route === 'tasks' && targetsSubject(url, subject));
  const mesh = engine.facts.capabilities.ipvs === true && spec.deploy.endpointMode !== 'dnsrr' && !byTask;
  return mesh ? 'ingress' : 'host';
}

async function findService(swarm: Swarm, subject: string, { service, stack }: AttachedServiceSubject): Promise<ServiceSnapshot> {
  const name = stack === undefined ? service : `${stack}_${service}`;
  const snapshot = await swarm.inspectService(name);
  if (snapshot?.name === name) {
    requireNotOfRun(snapshot);
    return snapshot;
  }
  throw new FaultlineError('ERR_TARGET_EMPTY', `${subject}: no service of the name ${name} is there to attach to.`, {
    hint: 'List what runs with `docker service ls`, or create it before the scenario.',
  });
}

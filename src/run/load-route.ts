import { FaultlineError } from '../errors/faultline-error.ts';
import type { Endpoint } from '../load/endpoint.ts';
import { EndpointFollower } from '../load/endpoint-follower.ts';
import { loadTarget, targetsSubject, type SubjectContainer } from '../load/resolve-endpoints.ts';
import { TaskEndpoints, type RoutedTask } from '../load/task-endpoints.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';
import { networksOfService, type RunNetworks } from './run-networks.ts';
import { startProxy } from './start-proxy.ts';
import type { SubjectContainers } from './subject-containers.ts';
import { isUp, type SubjectService, type SubjectServices } from './subject-service.ts';
import { taskContainerName, taskName } from './task-name.ts';
import type { TaskWatcher } from './watch-tasks.ts';

export interface RoutedSubjects {
  readonly containers: SubjectContainers;
  readonly services: SubjectServices;
  readonly tasks: TaskWatcher;
}

/** One address for the whole run. */
export interface FixedRoute {
  readonly route: 'ingress' | 'proxy';
  readonly subject: string;
  readonly endpoints: readonly Endpoint[];
}

export type LoadRoute = EndpointFollower | TaskEndpoints | FixedRoute;

/**
 * Returns how a load reaches its subject, ready to be used.
 * @throws FaultlineError ERR_SCENARIO_INVALID, ERR_CAPABILITY_MISSING
 */
export async function openRoute(
  context: RunContext,
  subjects: RoutedSubjects,
  networks: RunNetworks,
  load: { readonly name: string; readonly url: string; readonly spec?: LoadSpec },
): Promise<LoadRoute> {
  const service = subjects.services.all.find(({ subject }) => targetsSubject(load.url, subject));
  if (service === undefined) return followContainers(context, subjects.containers, load.url);
  const { port } = loadTarget(load.url);
  const route = load.spec?.route ?? 'auto';
  if (route === 'proxy' && load.spec !== undefined) return proxyRoute(context, networks, load.name, load.spec, service, port);
  return route === 'tasks'
    ? taskRoute(context, subjects.tasks, service, port)
    : ingressOrTasks(context, subjects.tasks, service, port, route);
}

async function followContainers(context: RunContext, containers: SubjectContainers, url: string): Promise<EndpointFollower> {
  const subjects = new Map<string, readonly SubjectContainer[]>();
  for (const subject of Object.keys(context.scenario.subjects)) {
    const looked = containers.of(subject).map(async ({ name, id }) => ({
      name,
      snapshot: id === '' ? undefined : await context.engine.inspectContainer(id),
    }));
    subjects.set(subject, await Promise.all(looked));
  }
  return new EndpointFollower(url, subjects, context.engine.hostAddress);
}

function ingressOrTasks(
  context: RunContext,
  tasks: TaskWatcher,
  service: SubjectService,
  port: number,
  route: LoadSpec['route'],
): FixedRoute | TaskEndpoints {
  const { engine } = context;
  const published = service.snapshot.ingressPorts[`${port}/tcp`];
  if (published !== undefined && (engine.facts.capabilities.ipvs === true || route === 'ingress')) {
    requireIpvs(context, service.subject);
    return { route: 'ingress', subject: service.subject, endpoints: [{ address: engine.hostAddress, port: published }] };
  }
  if (route !== 'ingress') return taskRoute(context, tasks, service, port);
  requireIpvs(context, service.subject);
  throw new FaultlineError('ERR_SCENARIO_INVALID', `${service.subject} publishes no port for its port ${port} in ingress mode.`, {
    hint: `Give it ports: [{ target: ${port}, mode: ingress }], or write route: tasks.`,
  });
}

function requireIpvs({ engine }: RunContext, subject: string): void {
  if (engine.facts.capabilities.ipvs !== false) return;
  throw new FaultlineError('ERR_CAPABILITY_MISSING', `${subject} cannot be reached through Swarm's routing mesh: the kernel has no IPVS.`, {
    hint: 'Write route: tasks or route: proxy, or load the kernel module ip_vs on the machine of the engine.',
  });
}

function taskRoute(context: RunContext, tasks: TaskWatcher, service: SubjectService, port: number): TaskEndpoints {
  const up = [...service.tasks.values()].filter(isUp);
  const unpublished = up.find(({ ports }) => ports[`${port}/tcp`] === undefined);
  if (unpublished !== undefined) {
    const name = taskName(service.subject, unpublished, tasks.nodes);
    throw new FaultlineError('ERR_SCENARIO_INVALID', `The load cannot reach ${name}: it does not publish its port ${port} in host mode.`, {
      hint: `Give the service "${service.subject}" ports: [{ target: ${port}, mode: host }].`,
    });
  }
  return new TaskEndpoints(service.subject, port, routedTasks(context, tasks, service));
}

/** Returns the tasks of a service as a load sees them. */
export function routedTasks({ engine }: RunContext, { nodes }: TaskWatcher, { subject, tasks }: SubjectService): RoutedTask[] {
  return [...tasks.values()].map((task) => {
    const node = nodes.get(task.nodeId);
    return {
      container: taskContainerName(taskName(subject, task, nodes), task.id),
      up: isUp(task),
      address: node === undefined || node.self ? engine.hostAddress : node.address,
      ports: task.ports,
    };
  });
}

async function proxyRoute(
  context: RunContext,
  networks: RunNetworks,
  load: string,
  spec: LoadSpec,
  service: SubjectService,
  port: number,
): Promise<FixedRoute> {
  const { subject, spec: subjectSpec } = service;
  if (subjectSpec.kind !== 'service') {
    throw new FaultlineError(
      'ERR_SCENARIO_INVALID',
      `The load ${load} cannot put a proxy in front of ${subject}: it is attached, not of the run.`,
      {
        hint: 'Write route: tasks, or send the load to the address of a proxy of your own.',
      },
    );
  }
  const shared = networksOfService(context.scenario, subject, subjectSpec, networks);
  return { route: 'proxy', subject, endpoints: [await startProxy(context, load, spec, service, { port, networks: shared })] };
}

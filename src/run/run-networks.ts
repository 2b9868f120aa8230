import { RUN_LABEL } from '../engine/labels.ts';
import { targetsSubject } from '../load/resolve-endpoints.ts';
import type { Scenario, ServiceSubject } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';

/** The networks of a run by their names in the scenario; `default` joins subjects that name none when they need one. */
export type RunNetworks = ReadonlyMap<string, string>;

const DEFAULT = 'default';

/** Creates the run's networks that are not there yet: an overlay where a service joins, else a bridge. Returns all by their names on the engine. */
export async function createNetworks(context: RunContext, there: RunNetworks): Promise<RunNetworks> {
  const { scenario, engine, runId } = context;
  const overlays = new Set(servicesOf(scenario).flatMap(([name, subject]) => serviceNetworks(scenario, name, subject)));
  const networks = new Map(there);
  for (const name of new Set([...overlays, ...containerNetworks(scenario)])) {
    if (networks.has(name)) continue;
    const onEngine = `faultline-${runId}-${name}`;
    const request = { name: onEngine, labels: { [RUN_LABEL]: runId } };
    if (overlays.has(name)) await (await engine.swarm()).createOverlay({ ...request, attachable: true });
    else await engine.createNetwork(request);
    networks.set(name, onEngine);
  }
  return networks;
}

/** Returns the engine's names of the networks that a container joins. */
export function networksOf({ networks: named }: { readonly networks: readonly string[] }, networks: RunNetworks): string[] {
  const names = named.length > 0 ? named : [DEFAULT];
  return names.flatMap((name) => networks.get(name) ?? []);
}

/** Returns the engine's names of the networks that a service joins. */
export function networksOfService(scenario: Scenario, name: string, subject: ServiceSubject, networks: RunNetworks): string[] {
  return serviceNetworks(scenario, name, subject).flatMap((network) => networks.get(network) ?? []);
}

/** Without one that it names, a service needs a network only where it has to be found by name: behind a proxy, or by DNS alone. */
function serviceNetworks(scenario: Scenario, name: string, { spec }: ServiceSubject): readonly string[] {
  if (spec.networks.length > 0) return spec.networks;
  const proxied = Object.values(scenario.load).some(({ url, route }) => route === 'proxy' && targetsSubject(url, name));
  return proxied || spec.deploy.endpointMode === 'dnsrr' ? [DEFAULT] : [];
}

function containerNetworks({ subjects }: Scenario): string[] {
  const created = Object.values(subjects).filter((subject) => subject.kind === 'container');
  const names = created.flatMap((subject) => subject.spec.networks);
  const needsDefault = created.length > 1 && created.some((subject) => subject.spec.networks.length === 0);
  return needsDefault ? [...names, DEFAULT] : names;
}

function servicesOf({ subjects }: Scenario): [string, ServiceSubject][] {
  return Object.entries(subjects).flatMap(([name, subject]) => (subject.kind === 'service' ? [[name, subject]] : []));
}

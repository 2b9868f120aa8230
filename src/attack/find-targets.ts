import type { ContainerSnapshot, Engine } from '../engine/engine.ts';
import type { ServiceSnapshot } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { hasLabel } from '../scenario/has-label.ts';
import { nearest } from '../scenario/nearest.ts';
import type { Candidate, Found, FoundSubject } from './candidate.ts';
import { composeFilter, containerSubjects, containersWith, inspectAll, thoseUp, type ContainerGroup } from './find-containers.ts';
import { serviceNamed, servicesWith, serviceSubject } from './find-services.ts';
import { ownerLabels } from './owner.ts';
import { isEmptySelection, type Selection } from './selection.ts';
import { SubjectNames } from './subject-names.ts';

/** What was named, before it has become subjects. */
interface Named {
  readonly groups: ContainerGroup[];
  readonly services: Map<string, ServiceSnapshot>;
  /** Tasks that were chosen by their containers; a service without any was named itself. */
  readonly tasks: Map<string, string[]>;
}

/**
 * Returns what a selection means on the engine, touching nothing. Containers of Swarm services are taken as tasks of these, so that nothing
 * is started again beside the task that replaces them.
 * @throws FaultlineError ERR_USAGE when nothing was named, ERR_TARGET_EMPTY when a name or a selector finds nothing
 */
export async function findTargets(engine: Engine, selection: Selection): Promise<Found> {
  if (isEmptySelection(selection)) {
    throw new FaultlineError('ERR_USAGE', 'What shall be hit?', {
      hint: 'Name a container or a service, or select with --label, --regex, --compose, --stack or --service.',
    });
  }
  const named: Named = { groups: [], services: new Map(), tasks: new Map() };
  for (const name of selection.names) await addNamed(engine, named, name);
  for (const name of selection.services) addService(named, await serviceOrThrow(engine, name));
  for (const stack of selection.stacks) await addStack(engine, named, stack);
  for (const place of selection.compose) await addCompose(engine, named, place);
  const onlyNarrowed = [selection.names, selection.services, selection.stacks, selection.compose].every((list) => list.length === 0);
  if (onlyNarrowed)
    addContainers(named, 'targets', await inspectAll(engine, await containersWith(engine, selection.labels, selection.regex)));
  const found = await toSubjects(engine, named);
  return narrow(found, onlyNarrowed ? { ...selection, labels: [] } : selection);
}

async function addNamed(engine: Engine, named: Named, name: string): Promise<void> {
  const prefix = 'service:';
  const container = name.startsWith(prefix) ? undefined : await engine.inspectContainer(name);
  if (name.startsWith(prefix)) addService(named, await serviceOrThrow(engine, name.slice(prefix.length)));
  else if (container !== undefined) addContainers(named, container.name, [container], false);
  else {
    const service = await serviceNamed(engine, name);
    if (service === undefined) throw await unknown(engine, name);
    addService(named, service);
  }
}

async function addStack(engine: Engine, named: Named, stack: string): Promise<void> {
  const services = await servicesWith(engine, [`${ownerLabels.stack}=${stack}`]);
  if (services.length === 0) throw nothing(`no service of a stack ${stack}`, 'List the stacks with `docker stack ls`.');
  for (const service of services) addService(named, service);
}

async function addCompose(engine: Engine, named: Named, place: string): Promise<void> {
  const [project = '', ...rest] = place.split('/');
  const service = rest.length === 0 ? undefined : rest.join('/');
  const found = await containersWith(engine, composeFilter({ project, ...(service !== undefined && { service }) }));
  if (found.length === 0) throw nothing(`no container of the Compose project ${place}`, 'List the projects with `docker compose ls`.');
  addContainers(named, service ?? project, await inspectAll(engine, found));
}

function addService({ services }: Named, service: ServiceSnapshot): void {
  services.set(service.id, service);
}

function addContainers(named: Named, title: string, found: readonly ContainerSnapshot[], onlyUp = true): void {
  const plain: ContainerSnapshot[] = [];
  for (const container of onlyUp ? thoseUp(found) : found) {
    const service = container.labels[ownerLabels.swarmService];
    if (service === undefined) plain.push(container);
    else named.tasks.set(service, [...(named.tasks.get(service) ?? []), container.id]);
  }
  if (plain.length > 0) named.groups.push({ title, chosen: plain });
}

async function toSubjects(engine: Engine, { groups, services, tasks }: Named): Promise<Found> {
  const names = new SubjectNames();
  const subjects: Record<string, FoundSubject> = {};
  const selected: Candidate[] = [];
  for (const [subject, found, chosen] of await containerSubjects(engine, groups, names)) {
    subjects[subject] = found;
    selected.push(...chosen);
  }
  const named: Candidate[] = [];
  for (const snapshot of services.values()) {
    const found = await serviceSubject(engine, names.take(snapshot.name), snapshot);
    subjects[found.service?.target.subject ?? ''] = found;
    selected.push(...found.members);
    if (found.service !== undefined) named.push(found.service);
  }
  for (const [name, ids] of tasks) {
    if ([...services.values()].some((service) => service.name === name)) continue;
    const snapshot = await serviceOrThrow(engine, name);
    const found = await serviceSubject(engine, names.take(name), snapshot);
    subjects[found.service?.target.subject ?? ''] = found;
    selected.push(...found.members.filter(({ target }) => ids.includes(target.id)));
  }
  return { subjects, selected, services: named };
}

function narrow({ subjects, selected, services }: Found, { labels, regex }: Selection): Found {
  const pattern = regex === undefined ? undefined : new RegExp(regex);
  const fits = ({ title, target }: Candidate) => labels.every((label) => hasLabel(target.labels, label)) && pattern?.test(title) !== false;
  const left = { subjects, selected: selected.filter(fits), services: services.filter(fits) };
  if (left.selected.length === 0 && left.services.length === 0) {
    throw nothing('nothing that fits', `Leave out ${labels.length > 0 ? '--label' : '--regex'}, or look with \`docker ps --all\`.`);
  }
  return left;
}

async function serviceOrThrow(engine: Engine, name: string): Promise<ServiceSnapshot> {
  // Says what is missing when the engine manages no Swarm.
  await engine.swarm();
  const found = await serviceNamed(engine, name);
  if (found === undefined) throw nothing(`no service ${name}`, 'List the services with `docker service ls`.');
  return found;
}

async function unknown(engine: Engine, name: string): Promise<FaultlineError> {
  const containers = await engine.listContainers({});
  const services = engine.facts.swarm === 'manager' ? await servicesWith(engine, []) : [];
  const near = nearest(
    name,
    [...containers, ...services].map((known) => known.name),
  );
  const hint = near === undefined ? 'List what there is with `docker ps --all` and `docker service ls`.' : `Did you mean ${near}?`;
  return nothing(`no container and no service ${name}`, hint);
}

function nothing(what: string, hint: string): FaultlineError {
  return new FaultlineError('ERR_TARGET_EMPTY', `There is ${what} on this engine.`, { hint });
}

import { FaultlineError } from '../errors/faultline-error.ts';
import type { ContainerFilter, ContainerSnapshot, Engine } from '../engine/engine.ts';
import { isOfRun, requireNotOfRun } from './own-things.ts';
import type { AttachedContainerSubject } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainers } from './subject-containers.ts';

/**
 * Finds the containers that an `attach:` names, and adds them; of those with a label, what runs of faultline have created is left out.
 * @throws FaultlineError ERR_TARGET_EMPTY when one that it names, or any with its label, is not there; ERR_BLAST_RADIUS when a run has created it
 */
export async function attachSubject(
  context: RunContext,
  containers: SubjectContainers,
  name: string,
  subject: AttachedContainerSubject,
): Promise<void> {
  const names = namesOf(subject);
  const filters: readonly ContainerFilter[] = names?.map((one) => ({ name: one })) ?? [{ labels: [subject.label ?? ''] }];
  for (const filter of filters) {
    const found = await find(context.engine, filter);
    for (const { id } of found) {
      const snapshot = await context.engine.inspectContainer(id);
      if (snapshot === undefined) continue;
      if (names !== undefined) requireNotOfRun(snapshot);
      if (!isOfRun(snapshot.labels)) adopt(containers, name, subject, snapshot);
    }
    if (found.length === 0 || containers.of(name).length === 0) throw nothingThere(name, subject, filter.name);
  }
}

/** A name stands before an id: nobody calls a container by another one's id. */
async function find(engine: Engine, filter: ContainerFilter): Promise<readonly { readonly id: string }[]> {
  const found = await engine.listContainers(filter);
  if (found.length > 0 || filter.name === undefined) return found;
  const byId = await engine.inspectContainer(filter.name);
  return byId?.id.startsWith(filter.name) === true ? [byId] : [];
}

function namesOf({ container, containers }: AttachedContainerSubject): readonly string[] | undefined {
  return container === undefined ? containers : [container];
}

function nothingThere(subject: string, { label }: AttachedContainerSubject, name: string | undefined): FaultlineError {
  const wanted = name === undefined ? `label ${label ?? ''}` : `name ${name}`;
  return new FaultlineError('ERR_TARGET_EMPTY', `${subject}: no container with the ${wanted} is there to attach to.`, {
    hint: 'List what runs with `docker ps`, or start it before the scenario.',
  });
}

/** Returns whether an engine event's attributes are those of a container that the `attach:` would find. */
export function attaches(subject: AttachedContainerSubject, attributes: Readonly<Record<string, string>>): boolean {
  if (isOfRun(attributes)) return false;
  const names = namesOf(subject);
  if (names !== undefined) return names.includes(attributes['name'] ?? '');
  const [key = '', ...rest] = (subject.label ?? '').split('=');
  return rest.length === 0 ? key in attributes : attributes[key] === rest.join('=');
}

/** Adds one attached container, or gives a new id to one of that name which was replaced. */
export function adopt(containers: SubjectContainers, subject: string, spec: AttachedContainerSubject, snapshot: ContainerSnapshot): void {
  const known = containers.of(subject).find((container) => container.name === snapshot.name);
  if (known !== undefined) {
    if (known.id !== snapshot.id) containers.identify(known, snapshot);
    return;
  }
  const running = snapshot.status === 'running' || snapshot.status === 'paused';
  const container = {
    subject,
    name: snapshot.name,
    spec,
    id: snapshot.id,
    labels: snapshot.labels,
    image: snapshot.image,
    health: snapshot.health,
    incarnation: running ? 1 : 0,
    oomInThisLife: false,
  };
  containers.add(container);
  containers.identify(container, snapshot);
}

import type { ContainerSnapshot } from '../engine/engine.ts';
import type { AttachedContainerSubject } from '../scenario/scenario.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainers } from './subject-containers.ts';

/** Finds the containers that an `attach:` names and adds them; returns how many there are. */
export async function attachSubject(
  context: RunContext,
  containers: SubjectContainers,
  name: string,
  subject: AttachedContainerSubject,
): Promise<number> {
  const filter = subject.container === undefined ? { labels: [subject.label ?? ''] } : { name: subject.container };
  const found = await context.engine.listContainers(filter);
  for (const { id } of found) {
    const snapshot = await context.engine.inspectContainer(id);
    if (snapshot !== undefined) adopt(containers, name, subject, snapshot);
  }
  return found.length;
}

/** Returns whether an engine event's attributes are those of a container that the `attach:` would find. */
export function attaches(subject: AttachedContainerSubject, attributes: Readonly<Record<string, string>>): boolean {
  if (subject.container !== undefined) return attributes['name'] === subject.container;
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

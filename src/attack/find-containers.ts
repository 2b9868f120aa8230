import type { ContainerSnapshot, ContainerSummary, Engine } from '../engine/engine.ts';
import { foundContainer } from '../targets/found-container.ts';
import { composePlaceOf, ownerLabels, ownerText, type ComposePlace } from './owner.ts';
import type { Candidate, FoundSubject } from './candidate.ts';
import type { SubjectNames } from './subject-names.ts';

const UP: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

/** Returns the containers that have all labels, and a name that matches; without either all containers of the engine. */
export async function containersWith(engine: Engine, labels: readonly string[], regex?: string): Promise<readonly ContainerSummary[]> {
  const found = await engine.listContainers({ labels });
  const pattern = regex === undefined ? undefined : new RegExp(regex);
  return found.filter(({ name }) => pattern?.test(name) !== false);
}

/** Returns the filters for the containers of a Compose project, or of one of its services. */
export function composeFilter({ project, service }: Pick<ComposePlace, 'project'> & { readonly service?: string }): string[] {
  return [`${ownerLabels.project}=${project}`, ...(service === undefined ? [] : [`${ownerLabels.composeService}=${service}`])];
}

export interface ContainerGroup {
  /** What the subject is called, if nothing else is. */
  readonly title: string;
  readonly chosen: readonly ContainerSnapshot[];
}

/**
 * Returns containers as subjects: those of one Compose service are one subject, with their replicas that were not chosen; others are as they
 * were given. Containers that do not run are left out, unless nothing else was chosen (`start` wants them).
 */
export async function containerSubjects(
  engine: Engine,
  groups: readonly ContainerGroup[],
  names: SubjectNames,
): Promise<readonly (readonly [string, FoundSubject, selected: readonly Candidate[]])[]> {
  const found = [];
  for (const { title, chosen, replicas } of await withReplicas(engine, groups)) {
    const subject = names.take(title);
    const ids = new Set(chosen.map(({ id }) => id));
    const members = [...chosen, ...replicas.filter(({ id }) => !ids.has(id))].map((snapshot) => candidateOf(subject, snapshot));
    const all = members.map(({ target }) => target.name).sort();
    const [only = ''] = all;
    const attach = all.length === 1 ? { container: only } : { containers: all };
    found.push([subject, { attach, members }, members.filter(({ target }) => ids.has(target.id))] as const);
  }
  return found;
}

async function withReplicas(engine: Engine, groups: readonly ContainerGroup[]) {
  const plain: (ContainerGroup & { readonly replicas: readonly ContainerSnapshot[] })[] = [];
  const compose = new Map<string, { readonly place: ComposePlace; readonly chosen: ContainerSnapshot[] }>();
  for (const { title, chosen } of groups) {
    const rest = [];
    for (const snapshot of chosen) {
      const place = composePlaceOf(snapshot.labels);
      if (place === undefined) rest.push(snapshot);
      else group(compose, place).push(snapshot);
    }
    if (rest.length > 0) plain.push({ title, chosen: rest, replicas: [] });
  }
  for (const { place, chosen } of compose.values()) {
    const replicas = await inspectAll(engine, await containersWith(engine, composeFilter(place)));
    plain.push({ title: place.service, chosen, replicas: replicas.filter(({ labels }) => composePlaceOf(labels) !== undefined) });
  }
  return plain;
}

function group(
  groups: Map<string, { readonly place: ComposePlace; readonly chosen: ContainerSnapshot[] }>,
  place: ComposePlace,
): ContainerSnapshot[] {
  const key = `${place.project}/${place.service}`;
  const known = groups.get(key) ?? { place, chosen: [] };
  groups.set(key, known);
  return known.chosen;
}

/** Returns each container as it is now; those that are gone by now are left out. */
export async function inspectAll(engine: Engine, found: readonly { readonly id: string }[]): Promise<ContainerSnapshot[]> {
  const snapshots = await Promise.all(found.map(async ({ id }) => engine.inspectContainer(id)));
  return snapshots.filter((snapshot) => snapshot !== undefined);
}

/** Returns those that run; all of them when none does. */
export function thoseUp(snapshots: readonly ContainerSnapshot[]): readonly ContainerSnapshot[] {
  const up = snapshots.filter(({ status }) => UP.has(status));
  return up.length === 0 ? snapshots : up;
}

function candidateOf(subject: string, snapshot: ContainerSnapshot): Candidate {
  const { id, name, image, labels, startedAtMs } = snapshot;
  return {
    target: { subject, name, id, labels, attached: true, found: foundContainer(snapshot) },
    title: name,
    image,
    state: stateText(snapshot),
    owner: ownerText(labels),
    sinceMs: startedAtMs ?? 0,
  };
}

/** Returns what a container is doing, with its health when it has a check. */
export function stateText({ status, health, exitCode }: Pick<ContainerSnapshot, 'status' | 'health' | 'exitCode'>): string {
  const code = status === 'exited' ? ` with ${exitCode}` : '';
  return `${status}${code}${health === 'none' || status === 'exited' ? '' : `, ${health}`}`;
}

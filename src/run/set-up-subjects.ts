import { RUN_LABEL } from '../engine/labels.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { AttachedContainerSubject, ContainerSubject } from '../scenario/scenario.ts';
import { attachSubject } from './attach-subject.ts';
import { createSubjectContainer, startSubjectContainer } from './create-subject-container.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';

/** The networks of a run by their names in the scenario; `default` joins subjects that name none when there are several. */
export type RunNetworks = ReadonlyMap<string, string>;

/** Creates the run's networks and returns their names on the engine. */
export async function createNetworks(context: RunContext): Promise<RunNetworks> {
  const created = Object.values(context.scenario.subjects).filter((subject) => subject.kind === 'container');
  const names = new Set(created.flatMap((subject) => subject.spec.networks));
  if (created.length > 1 && created.some((subject) => subject.spec.networks.length === 0)) names.add('default');
  const networks = new Map<string, string>();
  for (const name of names) {
    const onEngine = `faultline-${context.runId}-${name}`;
    await context.engine.createNetwork({ name: onEngine, labels: { [RUN_LABEL]: context.runId } });
    networks.set(name, onEngine);
  }
  return networks;
}

/** Returns the engine's names of the networks that a subject joins. */
export function networksOf(subject: ContainerSubject, networks: RunNetworks): string[] {
  const names = subject.spec.networks.length > 0 ? subject.spec.networks : ['default'];
  return names.flatMap((name) => networks.get(name) ?? []);
}

/**
 * Brings up every subject: builds or finds its image, creates and starts its containers, or finds those to attach to.
 * @throws FaultlineError ERR_IMAGE_MISSING, ERR_SUBJECT_FAILED, ERR_PORT_TAKEN, ERR_TARGET_EMPTY
 */
export async function setUpSubjects(context: RunContext, containers: SubjectContainers, networks: RunNetworks): Promise<void> {
  const settled = await Promise.allSettled(
    Object.entries(context.scenario.subjects).map(async ([name, subject]) =>
      subject.kind === 'container'
        ? setUpContainers(context, containers, name, subject, networks)
        : attach(context, containers, name, subject),
    ),
  );
  // All have ended by now, so nothing is created behind the back of the clean-up that follows a failure.
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}

async function setUpContainers(
  context: RunContext,
  containers: SubjectContainers,
  name: string,
  subject: ContainerSubject,
  networks: RunNetworks,
): Promise<void> {
  const image = await prepareImage(context, name, subject);
  for (let replica = 1; replica <= subject.scale; replica += 1) {
    containers.add({
      subject: name,
      name: `${name}.${replica}`,
      spec: subject,
      id: '',
      labels: subject.spec.labels,
      image,
      incarnation: 0,
      oomInThisLife: false,
    });
  }
  if (subject.start === 'manual') return;
  await Promise.all(
    containers.of(name).map(async (container) => bringUp(context, containers, container, subject, networksOf(subject, networks))),
  );
}

async function bringUp(
  context: RunContext,
  containers: SubjectContainers,
  container: SubjectContainer,
  subject: ContainerSubject,
  networks: readonly string[],
): Promise<void> {
  try {
    context.signal.throwIfAborted();
    await createSubjectContainer(context, containers, container, subject, networks);
    await startSubjectContainer(context, containers, container, subject, networks);
  } catch (error) {
    if (!(error instanceof FaultlineError) || error.code !== 'ERR_ENGINE_REFUSED') throw error;
    throw new FaultlineError('ERR_SUBJECT_FAILED', `${container.name} could not be brought up. ${error.message}`, {
      hint: 'If the refusal is what the scenario is about, write `start: manual` on the subject and a `start` step with `allow_refusal: true`.',
      cause: error,
    });
  }
}

async function prepareImage(context: RunContext, name: string, subject: ContainerSubject): Promise<string> {
  const { build, image } = subject.spec;
  const progress = (line: string) => context.onProgress(`${name}: ${line}`);
  if (build === undefined) {
    if (image === undefined) throw new FaultlineError('ERR_SCENARIO_INVALID', `${name} has neither image nor build.`);
    await context.engine.ensureImage(image, progress);
    return image;
  }
  const tag = image ?? `faultline-${name}:${context.runId}`;
  // A tag the scenario names is the user's to keep; one that faultline makes up goes with the run.
  const labels = image === undefined ? { [RUN_LABEL]: context.runId } : {};
  await context.engine.buildImage({ ...build, target: build.target, tag, labels }, progress);
  return tag;
}

async function attach(context: RunContext, containers: SubjectContainers, name: string, subject: AttachedContainerSubject): Promise<void> {
  const attached = await attachSubject(context, containers, name, subject);
  if (attached > 0) return;
  const wanted = subject.container === undefined ? `label ${subject.label ?? ''}` : `name ${subject.container}`;
  throw new FaultlineError('ERR_TARGET_EMPTY', `${name}: no container with the ${wanted} is there to attach to.`, {
    hint: 'List what runs with `docker ps`, or start it before the scenario.',
  });
}

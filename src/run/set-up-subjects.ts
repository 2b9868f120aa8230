import { FaultlineError } from '../errors/faultline-error.ts';
import type { ContainerSubject } from '../scenario/scenario.ts';
import { attachSubject } from './attach-subject.ts';
import { createSubjectContainer, startSubjectContainer } from './create-subject-container.ts';
import { prepareImage } from './prepare-image.ts';
import type { RunContext } from './run-context.ts';
import { networksOf, type RunNetworks } from './run-networks.ts';
import { setUpService } from './set-up-service.ts';
import type { SubjectContainer } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';
import type { TaskWatcher } from './watch-tasks.ts';

/**
 * Brings up subjects: builds or finds its image, creates and starts its containers, or finds those to attach to.
 * @throws FaultlineError ERR_IMAGE_MISSING, ERR_SUBJECT_FAILED, ERR_PORT_TAKEN, ERR_TARGET_EMPTY
 */
export async function setUpSubjects(
  context: RunContext,
  { containers, tasks }: { readonly containers: SubjectContainers; readonly tasks: TaskWatcher },
  networks: RunNetworks,
  names: readonly string[],
): Promise<void> {
  const subjects = Object.entries(context.scenario.subjects).filter(([name]) => names.includes(name));
  const settled = await Promise.allSettled(
    subjects.map(async ([name, subject]) =>
      subject.kind === 'container'
        ? setUpContainers(context, containers, name, subject, networks)
        : subject.kind === 'attached'
          ? attachSubject(context, containers, name, subject)
          : setUpService(context, tasks, name, subject, networks),
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
  const image = await prepareImage(context, name, subject.spec);
  for (let replica = 1; replica <= subject.scale; replica += 1) {
    containers.add({
      subject: name,
      name: `${name}.${replica}`,
      spec: subject,
      id: '',
      labels: subject.spec.labels,
      image,
      health: 'none',
      incarnation: 0,
      oomInThisLife: false,
    });
  }
  if (subject.start === 'manual') return;
  await Promise.all(
    containers.of(name).map(async (container) => bringUp(context, containers, container, subject, networksOf(subject.spec, networks))),
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

import type { Engine } from '../engine/engine.ts';
import type { ServiceSnapshot, Swarm, TaskSnapshot } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { foundContainer } from '../targets/found-container.ts';
import type { Target, TaskTarget } from '../targets/target.ts';
import { targetOf } from './subject-container.ts';
import type { SubjectContainers } from './subject-containers.ts';
import { isUp, type SubjectService, type SubjectServices } from './subject-service.ts';
import { taskName, versionOfImage } from './task-name.ts';
import type { TaskWatcher } from './watch-tasks.ts';

/** What faults can hit now: containers, the tasks of services that run, services as a whole. */
export class FaultCandidates {
  readonly #engine: Engine;
  readonly #containers: SubjectContainers;
  readonly #services: SubjectServices;
  readonly #tasks: TaskWatcher;

  constructor(engine: Engine, containers: SubjectContainers, services: SubjectServices, tasks: TaskWatcher) {
    this.#engine = engine;
    this.#containers = containers;
    this.#services = services;
    this.#tasks = tasks;
  }

  /** Returns the containers of a subject; of a service, those of the tasks that run and are meant to. */
  async of(subject: string): Promise<Target[]> {
    const service = this.#services.of(subject);
    if (service === undefined) return Promise.all(this.#containers.of(subject).map(async (container) => this.#look(targetOf(container))));
    await this.#tasks.settled(service);
    const targets = [...service.tasks.values()].filter(isUp).flatMap((task) => this.#taskTarget(service, task) ?? []);
    return Promise.all(targets.map(async (target) => this.#look(target)));
  }

  /** Returns a task as a target; undefined while it does not run, or is not meant to. */
  task(subject: string, taskId: string): Target | undefined {
    const service = this.#services.of(subject);
    const task = service?.tasks.get(taskId);
    return service === undefined || task === undefined || !isUp(task) ? undefined : this.#taskTarget(service, task);
  }

  /**
   * Returns a service as a target.
   * @throws FaultlineError ERR_TARGET_EMPTY when the subject is none
   */
  service(subject: string): Target {
    const service = this.#services.of(subject);
    if (service === undefined) throw new FaultlineError('ERR_TARGET_EMPTY', `${subject} is not a service.`);
    const { id, spec, snapshot } = service;
    return { kind: 'service', subject, name: subject, id, labels: snapshot.labels, attached: spec.kind === 'attached-service' };
  }

  /** Returns a service as the engine told it last. */
  snapshotOf(subject: string): ServiceSnapshot | undefined {
    return this.#services.of(subject)?.snapshot;
  }

  /** Returns the engine that has a target, and the Swarm when it is a service's. */
  async reach({ subject, task }: Target): Promise<{ readonly engine: Engine; readonly swarm?: Swarm }> {
    const swarm = this.#services.of(subject)?.swarm;
    if (swarm === undefined) return { engine: this.#engine };
    return { engine: task === undefined ? this.#engine : await swarm.engineOf(task.nodeId), swarm };
  }

  /** What was there before the run is looked at again: its labels and its health are what the guard rails go by. */
  async #look(target: Target): Promise<Target> {
    if (target.attached !== true || target.id === '') return target;
    const { engine } = await this.reach(target);
    const snapshot = await engine.inspectContainer(target.id);
    return snapshot === undefined ? target : { ...target, labels: snapshot.labels, found: foundContainer(snapshot) };
  }

  #taskTarget({ subject, snapshot: { labels: serviceLabels } }: SubjectService, snapshot: TaskSnapshot): Target | undefined {
    const container = this.#containers.withId(snapshot.containerId);
    if (container === undefined) return undefined;
    const { id, slot, nodeId, image, createdAtMs } = snapshot;
    const node = this.#tasks.nodes.get(nodeId)?.hostname;
    const task: TaskTarget = {
      id,
      name: taskName(subject, snapshot, this.#tasks.nodes),
      ...(slot === undefined ? {} : { slot }),
      nodeId,
      ...(node === undefined ? {} : { node }),
      image,
      version: versionOfImage(image),
      // Swarm calls a task running once its health check has passed; the event that says so may come a moment later.
      health: container.health === 'starting' ? 'healthy' : container.health,
      createdAtMs,
    };
    return { ...targetOf(container), kind: 'task', task, serviceLabels };
  }
}

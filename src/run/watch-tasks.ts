import type { EngineEvent } from '../engine/engine.ts';
import type { Swarm, TaskSnapshot } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { ServiceEvent } from '../history/history-event.ts';
import { sameConfiguration, serviceEvent, taskEvent } from './record-service.ts';
import { RolloutRecord } from './rollout-record.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainers } from './subject-containers.ts';
import type { SubjectService, SubjectServices } from './subject-service.ts';
import { registerTaskContainer, uninspected } from './task-containers.ts';
import { listNodes, type SwarmNodes } from './swarm-nodes.ts';
import { TaskImages } from './task-images.ts';
import { taskName } from './task-name.ts';
import { differs, forgotten, isRestless } from './task-states.ts';

/** How often tasks are looked at while they are in states of which Docker sends no event. */
const LOOK_MS = 200;
/** Swarm learns of what happened to a container a moment after the engine has told everyone: so soon, and so often, it is asked again. */
const QUICK_LOOK_MS = 20;
const QUICK_LOOKS = 15;
/** For so long after an event something may come of it. */
const RESTLESS_MS = 2000;
const SERVICE_ID = 'com.docker.swarm.service.id';

interface Watched {
  readonly service: SubjectService;
  readonly rollouts: RolloutRecord;
  configuration: ServiceEvent;
  looking: Promise<void> | undefined;
  again: boolean;
  quickLooks: number;
  lastEventMs: number;
  lastLookMs: number;
}

/**
 * Writes what becomes of the services' tasks into the history. Docker's event stream has no events of tasks, so every event of a service
 * or of one of its containers is a reason to list them, and only states that come without any event are asked for again and again.
 */
export class TaskWatcher {
  readonly images: TaskImages;
  readonly #context: RunContext;
  readonly #services: SubjectServices;
  readonly #containers: SubjectContainers;
  readonly #watched = new Map<string, Watched>();
  readonly #listeners = new Set<(service: SubjectService) => void>();
  /** Recorded tasks whose spec the service has not been seen with. */
  readonly #ofUnknownSpec = new Set<string>();
  #nodes: SwarmNodes = new Map();
  #stopped = false;

  constructor(context: RunContext, services: SubjectServices, containers: SubjectContainers) {
    this.images = new TaskImages(context.engine);
    this.#context = context;
    this.#services = services;
    this.#containers = containers;
  }

  get nodes(): SwarmNodes {
    return this.#nodes;
  }

  /** Learns the nodes' names, which events do not tell; to be called before the first service is created. */
  async learnNodes(swarm: Swarm): Promise<void> {
    this.#nodes = await listNodes(swarm);
  }

  /** Records a service and its tasks as they are, and every change from now on. */
  async watch(service: SubjectService): Promise<void> {
    this.#services.add(service);
    service.specVersions.note(service.snapshot);
    service.image = await this.images.of(service.snapshot.image);
    const configuration = serviceEvent(service);
    const rollouts = new RolloutRecord(service.subject, service.snapshot, this.#context.clock);
    this.#watched.set(service.id, {
      service,
      rollouts,
      configuration,
      looking: undefined,
      again: false,
      quickLooks: 0,
      lastEventMs: this.#context.clock.now(),
      lastLookMs: 0,
    });
    this.#context.recorder.append(configuration);
    await this.look(service);
  }

  /** Calls the listener whenever a task of a service has changed, its ports included. */
  onChange(listener: (service: SubjectService) => void): void {
    this.#listeners.add(listener);
  }

  /** Takes an event of the engine as a reason to look. */
  onEvent(event: EngineEvent): void {
    const watched = this.#watched.get(event.objectType === 'service' ? event.id : (event.attributes[SERVICE_ID] ?? ''));
    if (watched === undefined || event.action.startsWith('exec_')) return;
    const state = event.attributes['updatestate.new'];
    if (state !== undefined) watched.rollouts.tell({ state, atMs: this.#context.clock.fromWallMs(event.epochMs) });
    watched.quickLooks = QUICK_LOOKS;
    watched.lastEventMs = this.#context.clock.now();
    void this.look(watched.service);
  }

  /** Takes it that anything may have happened. */
  lookAtAll(): void {
    for (const { service } of this.#watched.values()) void this.look(service);
  }

  /** Resolves when the tasks have been listed, not before the call. While one listing is under way, any number of calls make one more. */
  async look(service: SubjectService): Promise<void> {
    const watched = this.#watched.get(service.id);
    if (watched === undefined || this.#stopped) return;
    watched.again = true;
    watched.looking ??= this.#lookWhileAsked(watched).finally(() => (watched.looking = undefined));
    await watched.looking;
  }

  /** Resolves when no listing is under way. */
  async settled(service: SubjectService): Promise<void> {
    await this.#watched.get(service.id)?.looking;
  }

  /** Looks again and again, until `signal` aborts, at services with a task in a state that comes without events. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#context;
    while (!signal.aborted) {
      await clock.sleepUntil(clock.now() + QUICK_LOOK_MS, signal).catch(() => undefined);
      await Promise.all(
        [...this.#watched.values()].filter((watched) => this.#isDue(watched)).map(async ({ service }) => this.look(service)),
      );
    }
    this.#stopped = true;
    await Promise.all([...this.#watched.values()].map(async ({ looking }) => looking));
  }

  #isDue(watched: Watched): boolean {
    const now = this.#context.clock.now();
    if (watched.quickLooks > 0) {
      watched.quickLooks -= 1;
      return true;
    }
    const restless = now - watched.lastEventMs < RESTLESS_MS || isRestless(watched.service, this.#nodes);
    return restless && now - watched.lastLookMs >= LOOK_MS;
  }

  async #lookWhileAsked(watched: Watched): Promise<void> {
    while (watched.again) {
      watched.again = false;
      try {
        await this.#lookOnce(watched);
      } catch (error) {
        if (this.#stopped) return;
        this.#context.abort(new RunAbort('failed', error));
      }
    }
  }

  async #lookOnce(watched: Watched): Promise<void> {
    const { service, rollouts } = watched;
    const askedMs = this.#context.clock.now();
    watched.lastLookMs = askedMs;
    const told = rollouts.taken();
    const [snapshot, tasks] = await Promise.all([
      unlessRefused(service.swarm.inspectService(service.id)),
      unlessRefused(service.swarm.listTasks(service.id)),
    ]);
    if (snapshot !== undefined) {
      service.snapshot = snapshot;
      service.specVersions.note(snapshot);
      service.image = await this.images.of(snapshot.image);
      const configuration = serviceEvent(service);
      if (!sameConfiguration(configuration, watched.configuration)) this.#context.recorder.append(configuration);
      watched.configuration = configuration;
      for (const event of rollouts.changes(told, snapshot, askedMs)) this.#context.recorder.append(event);
    }
    // A listing may be empty because the service is gone; then its end is told by its containers.
    const nowEpochMs = Date.parse(this.#context.clock.wall());
    if (tasks !== undefined && snapshot !== undefined) await this.#takeTasks(service, [...tasks, ...forgotten(service, tasks, nowEpochMs)]);
  }

  async #takeTasks(service: SubjectService, tasks: readonly TaskSnapshot[]): Promise<void> {
    if (tasks.some(({ nodeId }) => nodeId !== '' && !this.#nodes.has(nodeId))) this.#nodes = await listNodes(service.swarm);
    const changes = tasks
      .toSorted((one, other) => one.stateAtMs - other.stateAtMs)
      .map((task) => ({ task, before: service.tasks.get(task.id) }))
      .filter(({ task, before }) => before === undefined || differs(before, task) || this.#isBetterKnown(service, task));
    for (const { task } of changes) if (task.containerId !== '') await this.#register(service, task);
    // All of them before the first event: whoever waits for one must not see a task's end without the task that takes its place.
    for (const { task } of changes) service.tasks.set(task.id, task);
    for (const { task, before } of changes) this.#record(service, task, before);
    if (changes.length === 0) return;
    for (const listener of this.#listeners) listener(service);
  }

  #record(service: SubjectService, task: TaskSnapshot, before: TaskSnapshot | undefined): void {
    const { subject } = service;
    const specVersion = service.specVersions.of(task.taskSpec);
    if (before?.state === task.state && before.desiredState === task.desiredState && !this.#isBetterKnown(service, task)) return;
    if (specVersion === undefined) this.#ofUnknownSpec.add(task.id);
    else this.#ofUnknownSpec.delete(task.id);
    const node = this.#nodes.get(task.nodeId)?.hostname ?? task.nodeId;
    const names = { task: taskName(subject, task, this.#nodes), node, specVersion };
    this.#context.recorder.append(taskEvent(subject, names, task, this.#context.clock));
  }

  /** The listing of the tasks may have been quicker than the inspection of the service with the spec that a task was made from. */
  #isBetterKnown({ specVersions }: SubjectService, { id, taskSpec }: TaskSnapshot): boolean {
    return this.#ofUnknownSpec.has(id) && specVersions.of(taskSpec) !== undefined;
  }

  async #register(service: SubjectService, task: TaskSnapshot): Promise<void> {
    const { subject, spec, swarm } = service;
    const name = taskName(subject, task, this.#nodes);
    const { id: taskId, containerId, nodeId, image } = task;
    if (this.#containers.withId(containerId) !== undefined) return;
    const labels = spec.kind === 'service' ? spec.spec.labels : {};
    const found = { subject, task: name, taskId, containerId, nodeId, image, labels };
    const before = this.#context.clock.fromWallMs(task.createdAtMs) < 0;
    const snapshot = before ? await (await swarm.engineOf(nodeId)).inspectContainer(containerId) : undefined;
    const made = { image: await this.images.of(image, { swarm, nodeId }), service: service.snapshot };
    registerTaskContainer(this.#context, this.#containers, found, snapshot ?? uninspected(found, spec, made));
  }
}

/** Undefined when the engine refuses: the service is gone, or its Swarm has no leader for a while. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FaultlineError && error.code !== 'ERR_ENGINE_UNREACHABLE') return undefined;
    throw error;
  }
}

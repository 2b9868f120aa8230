import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RealClock } from '../../src/clock/real-clock.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { RUN_LABEL } from '../../src/engine/labels.ts';
import type { ServiceSnapshot, Swarm, TaskSnapshot } from '../../src/engine/swarm.ts';
import type { Fault, FaultContext, Injected } from '../../src/faults/fault.ts';
import { performUndo, type UndoOutcome } from '../../src/faults/perform-undo.ts';
import type { UndoAction } from '../../src/faults/undo-action.ts';
import type { DeploySpec, ServiceSpec } from '../../src/scenario/service-spec.ts';
import type { Target } from '../../src/targets/target.ts';

/** Swarm sends no event of most task states, so they are asked for. */
const LOOK_MS = 100;
const PATIENCE_MS = 60_000;

/** Replaces all tasks at once and soon calls it done, so that tests are short. */
const quick: DeploySpec = {
  mode: 'replicated',
  replicas: 1,
  labels: {},
  restartPolicy: { condition: 'any', delayMs: 0 },
  updateConfig: { parallelism: 0, monitorMs: 200 },
  rollbackConfig: { parallelism: 0, monitorMs: 200 },
};

export interface ServiceState {
  readonly service: ServiceSnapshot;
  readonly tasks: readonly TaskSnapshot[];
  /** Those that run and are meant to. */
  readonly up: readonly TaskSnapshot[];
}

/** Services of one test, made through the Swarm port, each with the label of a run that is the test's own. */
export class Services {
  readonly engine: Engine;
  readonly swarm: Swarm;
  readonly runId = `test-${randomUUID().slice(0, 8)}`;
  readonly context: FaultContext;
  #count = 0;

  private constructor(engine: Engine, swarm: Swarm) {
    this.engine = engine;
    this.swarm = swarm;
    this.context = {
      engine,
      swarm,
      clock: new RealClock(),
      signal: new AbortController().signal,
      createTarget: () => Promise.reject(new Error('this test holds no container back')),
    };
  }

  static async on(engine: Engine): Promise<Services> {
    return new Services(engine, await engine.swarm());
  }

  /** Returns a service as a fault's target, once all its tasks run. */
  async run(
    image: string,
    { deploy = {}, ...spec }: Partial<Omit<ServiceSpec, 'deploy'>> & { deploy?: Partial<DeploySpec> } = {},
  ): Promise<Target> {
    await this.engine.ensureImage(image, () => undefined);
    const name = `${this.runId}-${++this.#count}`;
    const labels = { [RUN_LABEL]: this.runId };
    const whole: ServiceSpec = {
      environment: {},
      init: false,
      ports: [],
      networks: [],
      labels: {},
      readOnly: false,
      ...spec,
      deploy: { ...quick, ...deploy },
    };
    const { id } = await this.swarm.createService({ name, spec: whole, image, labels, networks: [], publishMode: 'host' });
    const target: Target = { kind: 'service', subject: 'web', name: 'web', id, labels };
    await this.until(target, ({ up, service }) => up.length === (service.replicas ?? 1));
    return target;
  }

  /** Returns the tasks that run as targets, by slot. */
  async tasks({ id, labels }: Target): Promise<Target[]> {
    const tasks = (await this.swarm.listTasks(id)).filter(isUp);
    return tasks.map((task) => {
      const name = `web.${task.slot ?? task.nodeId}`;
      const { slot, nodeId, image, createdAtMs } = task;
      return {
        kind: 'task',
        subject: 'web',
        name: `${name}.${task.id.slice(0, 7)}`,
        id: task.containerId,
        labels,
        task: { id: task.id, name, ...(slot !== undefined && { slot }), nodeId, image, version: '', health: 'none', createdAtMs },
      };
    });
  }

  /** Returns the service and its tasks as they are once `holds` says so. */
  async until(target: Target, holds: (state: ServiceState) => boolean): Promise<ServiceState> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const state = await this.state(target);
      if (holds(state)) return state;
      if (Date.now() > until) throw new Error(`it did not get there: ${describe(state)}`);
      await sleep(LOOK_MS);
    }
  }

  async state({ id }: Target): Promise<ServiceState> {
    const [service, tasks] = await Promise.all([this.swarm.inspectService(id), this.swarm.listTasks(id)]);
    if (!service) throw new Error('the service is gone');
    return { service, tasks, up: tasks.filter(isUp) };
  }

  /** Prepares and injects; returns both halves of what the fault says about itself. */
  async inject<O>(fault: Fault<O>, options: object, target: Target): Promise<Injected & { readonly undo: readonly UndoAction[] }> {
    const prepared = await fault.prepare(fault.schema.parse(options), target, this.context);
    return { ...(await prepared.inject()), undo: prepared.undo };
  }

  async undo(actions: readonly UndoAction[]): Promise<UndoOutcome[]> {
    const outcomes: UndoOutcome[] = [];
    for (const action of actions) outcomes.push(await performUndo(this.engine, action));
    return outcomes;
  }

  /** Removes the services, and waits for their tasks' containers to go: tests look for what others have left behind. */
  async removeAll(): Promise<void> {
    const labels = [`${RUN_LABEL}=${this.runId}`];
    for (const { id } of await this.swarm.listServices({ labels })) await this.swarm.removeService(id);
    const until = Date.now() + PATIENCE_MS;
    while ((await this.engine.listContainers({ labels })).length > 0) {
      if (Date.now() > until) throw new Error('Swarm did not remove the containers of a removed service');
      await sleep(LOOK_MS);
    }
  }
}

function isUp({ state, desiredState }: TaskSnapshot): boolean {
  return state === 'running' && desiredState === 'running';
}

function describe({ service, tasks }: ServiceState): string {
  const rows = tasks.map(({ slot, image, state, desiredState, error }) => `${slot ?? ''} ${image} ${state}>${desiredState} ${error}`);
  return [JSON.stringify(service.updateStatus ?? null), ...rows].join('\n');
}

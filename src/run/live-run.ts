import { RUN_LABEL } from '../engine/labels.ts';
import { describeError } from '../errors/describe-error.ts';
import type { FaultContext } from '../faults/fault.ts';
import { needsSwarm } from '../scenario/needs-swarm.ts';
import { watchHealth } from './autoheal.ts';
import { removeRun } from './cleanup/remove-run.ts';
import { createSubjectContainer } from './create-subject-container.ts';
import { FaultCandidates } from './fault-candidates.ts';
import type { StepMachinery } from './fire-step.ts';
import { LogFollower } from './follow-logs.ts';
import { Guard } from './guard.ts';
import { monitorHarness } from './harness-monitor.ts';
import { LoadSession } from './load-session.ts';
import { recordState } from './record-state.ts';
import type { RunContext } from './run-context.ts';
import { createNetworks, networksOf, type RunNetworks } from './run-networks.ts';
import type { RunRequest } from './run-request.ts';
import { setUpSubjects } from './set-up-subjects.ts';
import { targetOf, type SubjectContainer } from './subject-container.ts';
import { SubjectContainers } from './subject-containers.ts';
import { SubjectServices } from './subject-service.ts';
import { UndoStack } from './undo-stack.ts';
import { waitForTasks } from './wait-for-tasks.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { watchEvents } from './watch-events.ts';
import { TaskWatcher } from './watch-tasks.ts';

/**
 * A run's subjects, loads, watchers and undos on an engine. What happens to them in which order is told by a scenario (RunningScenario) or,
 * call by call, by a program (RunSession).
 */
export class LiveRun {
  readonly containers: SubjectContainers;
  readonly services = new SubjectServices();
  readonly loads: LoadSession;
  readonly undo: UndoStack;
  readonly #context: RunContext;
  readonly #guard: Guard;
  readonly #tasks: TaskWatcher;
  readonly #logs: LogFollower;
  readonly #watching = new AbortController();
  readonly #background: Promise<void>[] = [];
  readonly #stopAutoheal: () => Promise<void>;
  readonly #startEpochMs = Date.now();
  #networks: RunNetworks = new Map();
  #knowsNodes = false;
  #finished: Promise<void> | undefined;

  constructor(context: RunContext, { undoLog }: Pick<RunRequest, 'undoLog'>) {
    this.#context = context;
    this.containers = new SubjectContainers(context);
    this.#tasks = new TaskWatcher(context, this.services, this.containers);
    this.undo = new UndoStack(context, undoLog);
    this.#guard = new Guard(context, this.undo);
    this.loads = new LoadSession(context, { containers: this.containers, services: this.services, tasks: this.#tasks });
    this.#logs = new LogFollower(context, this.containers, this.#startEpochMs);
    this.#stopAutoheal = watchHealth(context, this.containers);
  }

  /** The networks of the run so far. */
  get networks(): RunNetworks {
    return this.#networks;
  }

  /** Begins to write what happens on the engine into the history; to be called before the first subject is there. */
  async watch(): Promise<void> {
    const context = this.#context;
    const { signal } = this.#watching;
    await this.#learnNodes();
    const watched = { context, containers: this.containers, services: this.services, tasks: this.#tasks };
    this.#background.push(watchEvents(watched, this.#startEpochMs, signal), this.#tasks.run(signal), monitorHarness(context, signal));
  }

  /** Brings up those subjects of the scenario, and returns what resolves when they are ready. */
  async bringUp(names: readonly string[]): Promise<() => Promise<void>> {
    const context = this.#context;
    await this.#learnNodes();
    this.#networks = await createNetworks(context, this.#networks);
    await setUpSubjects(context, { containers: this.containers, tasks: this.#tasks }, this.#networks, names);
    const containers = this.containers.all.filter(({ subject }) => names.includes(subject));
    // What ran before has no start among the events.
    for (const container of containers) if (targetOf(container).attached === true) this.#logs.follow(container);
    const services = this.services.all.filter(({ subject }) => names.includes(subject));
    return async () => {
      await Promise.all([
        waitUntilReady(context, this.containers, names),
        ...services.map(async (service) => waitForTasks(context, service)),
      ]);
    };
  }

  /** Returns what injects faults, until the signal of the context says that no more may be. */
  machinery({ faults }: Pick<RunRequest, 'faults'>, context: RunContext): StepMachinery {
    const faultContext: FaultContext = {
      engine: context.engine,
      clock: context.clock,
      signal: context.signal,
      createTarget: async (target) => this.#createManual(target.name),
    };
    return {
      context,
      candidates: new FaultCandidates(context.engine, this.containers, this.services, this.#tasks),
      undo: this.undo,
      guard: this.#guard,
      faults: new Map(faults.map((fault) => [fault.name, fault])),
      faultContext,
    };
  }

  /** Ends the load and takes the last look at every container; from here on nothing that happens is the subjects' doing. */
  async finishMeasuring(): Promise<void> {
    this.#finished ??= this.#finish();
    await this.#finished;
  }

  async #finish(): Promise<void> {
    await this.loads.stop();
    await this.#stopAutoheal();
    for (const service of this.services.all) await this.#tasks.look(service);
    await Promise.allSettled(this.containers.all.map(async (container) => this.#recordEnd(container)));
    await this.#logs.finish();
    this.#watching.abort();
    await Promise.allSettled(this.#background);
  }

  /** Undoes and removes everything, however the run went. Returns what is left. */
  async tearDown(): Promise<string[]> {
    await this.finishMeasuring();
    const created = [...this.containers.all, ...this.services.all].filter(
      ({ spec }) => spec.kind === 'container' || spec.kind === 'service',
    );
    const ids = new Set(created.map(({ id }) => id));
    await this.undo.undoRest((action) => ids.has('service' in action ? action.service : action.container));
    return [...this.undo.failures, ...(await this.#remove())];
  }

  /** Events do not tell the nodes' names. */
  async #learnNodes(): Promise<void> {
    if (this.#knowsNodes || !needsSwarm(this.#context.scenario)) return;
    this.#knowsNodes = true;
    await this.#tasks.learnNodes(await this.#context.engine.swarm());
  }

  async #recordEnd(container: SubjectContainer): Promise<void> {
    if (container.task === undefined) {
      await recordState(this.#context, container, 'end');
      return;
    }
    // Swarm removes the containers of old tasks by itself: that one is gone tells nothing.
    const engine = await this.services.of(container.subject)?.swarm.engineOf(container.task.nodeId);
    if ((await engine?.inspectContainer(container.id)) !== undefined) await recordState(this.#context, container, 'end', engine);
  }

  async #remove(): Promise<string[]> {
    const { engine, runId } = this.#context;
    try {
      const { failed } = await removeRun(engine, runId);
      return failed.map(({ what, message }) => `${what}: ${message}`);
    } catch (error) {
      return [
        `what carries the label ${RUN_LABEL}=${runId} could not be removed (${describeError(error)}); once the engine answers: faultline cleanup --run ${runId}`,
      ];
    }
  }

  async #createManual(name: string): Promise<string> {
    const container = this.containers.named(name);
    const { spec } = container;
    if (spec.kind === 'container')
      await createSubjectContainer(this.#context, this.containers, container, spec, networksOf(spec.spec, this.#networks));
    return container.id;
  }
}

import { RUN_LABEL } from '../engine/labels.ts';
import { describeError } from '../errors/describe-error.ts';
import type { FaultContext } from '../faults/fault.ts';
import { needsSwarm } from '../scenario/needs-swarm.ts';
import { watchHealth } from './autoheal.ts';
import { removeRun } from './cleanup/remove-run.ts';
import { createSubjectContainer } from './create-subject-container.ts';
import { FaultCandidates } from './fault-candidates.ts';
import { LogFollower } from './follow-logs.ts';
import { monitorHarness } from './harness-monitor.ts';
import { LoadSession } from './load-session.ts';
import { prepareStepImages } from './prepare-step-images.ts';
import { recordState } from './record-state.ts';
import type { RunContext } from './run-context.ts';
import { createNetworks, networksOf, type RunNetworks } from './run-networks.ts';
import type { RunRequest } from './run-request.ts';
import { runTimeline } from './run-timeline.ts';
import { setUpSubjects } from './set-up-subjects.ts';
import { settle } from './settle.ts';
import { awaitReturn, holdsBefore } from './steady-state.ts';
import { targetOf, type SubjectContainer } from './subject-container.ts';
import { SubjectContainers } from './subject-containers.ts';
import { SubjectServices } from './subject-service.ts';
import { UndoStack } from './undo-stack.ts';
import { waitForTasks } from './wait-for-tasks.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { watchEvents } from './watch-events.ts';
import { TaskWatcher } from './watch-tasks.ts';

/** A scenario being run: what each phase does, in the order runPlan calls them. */
export class RunningScenario {
  readonly #context: RunContext;
  readonly #request: RunRequest;
  readonly #containers: SubjectContainers;
  readonly #services = new SubjectServices();
  readonly #tasks: TaskWatcher;
  readonly #undo: UndoStack;
  readonly #loads: LoadSession;
  readonly #logs: LogFollower;
  readonly #watching = new AbortController();
  readonly #background: Promise<void>[] = [];
  readonly #stopAutoheal: () => Promise<void>;
  readonly #startEpochMs = Date.now();
  #networks: RunNetworks = new Map();
  #measuringSinceMs = 0;
  #finished = false;

  constructor(context: RunContext, request: RunRequest) {
    this.#context = context;
    this.#request = request;
    this.#containers = new SubjectContainers(context);
    this.#tasks = new TaskWatcher(context, this.#services, this.#containers);
    this.#undo = new UndoStack(context, request.undoLog);
    this.#loads = new LoadSession(context, { containers: this.#containers, services: this.#services, tasks: this.#tasks });
    this.#logs = new LogFollower(context, this.#containers, this.#startEpochMs);
    this.#stopAutoheal = watchHealth(context, this.#containers);
  }

  async setUp(): Promise<void> {
    const context = this.#context;
    const [containers, services, tasks] = [this.#containers, this.#services, this.#tasks];
    if (needsSwarm(context.scenario)) await tasks.learnNodes(await context.engine.swarm());
    this.#background.push(
      watchEvents({ context, containers, services, tasks }, this.#startEpochMs, this.#watching.signal),
      tasks.run(this.#watching.signal),
      monitorHarness(context, this.#watching.signal),
    );
    this.#networks = await createNetworks(context);
    await setUpSubjects(context, { containers, tasks }, this.#networks);
    // What ran before has no start among the events.
    for (const container of containers.all) if (targetOf(container).attached === true) this.#logs.follow(container);
    await Promise.all([
      waitUntilReady(context, containers),
      ...services.all.map(async (service) => waitForTasks(context, service)),
      prepareStepImages(context, this.#request.plan, this.#request.faults),
    ]);
    this.#measuringSinceMs = await this.#loads.start(this.#networks);
  }

  /** Returns whether the steady state held; without one in the scenario it does. */
  async holdSteady(): Promise<boolean> {
    const { steady } = this.#context.scenario;
    await this.#context.clock.sleepUntil(this.#measuringSinceMs, this.#context.signal);
    return steady === undefined || holdsBefore(this.#context, this.#request.judge, steady, this.#measuringSinceMs);
  }

  async runTimeline(): Promise<void> {
    const context = this.#context;
    const { plan, faults, triggers } = this.#request;
    const faultContext: FaultContext = {
      engine: context.engine,
      clock: context.clock,
      signal: context.signal,
      createTarget: async (target) => this.#createManual(target.name),
    };
    const machinery = {
      context,
      candidates: new FaultCandidates(context.engine, this.#containers, this.#services, this.#tasks),
      undo: this.#undo,
      faults: new Map(faults.map((fault) => [fault.name, fault])),
      faultContext,
    };
    await runTimeline(
      { machinery, triggers: new Map(triggers.map((trigger) => [trigger.name, trigger])), startMs: context.clock.now() },
      plan,
    );
    await this.#undo.undoAt('timeline-end');
  }

  async recover(): Promise<void> {
    const { scenario, clock } = this.#context;
    const startMs = clock.now();
    await settle(this.#context, this.#containers, this.#request.judge);
    if (scenario.steady !== undefined && scenario.recovery !== undefined) {
      await awaitReturn(this.#context, this.#request.judge, scenario.steady, startMs, scenario.recovery.withinMs);
    }
  }

  /** Ends the load and takes the last look at every container; from here on nothing that happens is the subjects' doing. */
  async finishMeasuring(): Promise<void> {
    if (this.#finished) return;
    this.#finished = true;
    await this.#loads.stop();
    await this.#stopAutoheal();
    for (const service of this.#services.all) await this.#tasks.look(service);
    await Promise.allSettled(this.#containers.all.map(async (container) => this.#recordEnd(container)));
    await this.#logs.finish();
    this.#watching.abort();
    await Promise.allSettled(this.#background);
  }

  async #recordEnd(container: SubjectContainer): Promise<void> {
    if (container.task === undefined) {
      await recordState(this.#context, container, 'end');
      return;
    }
    // Swarm removes the containers of old tasks by itself: that one is gone tells nothing.
    const engine = await this.#services.of(container.subject)?.swarm.engineOf(container.task.nodeId);
    if ((await engine?.inspectContainer(container.id)) !== undefined) await recordState(this.#context, container, 'end', engine);
  }

  /** Undoes and removes everything, however the run went. Returns what is left. */
  async tearDown(): Promise<string[]> {
    await this.finishMeasuring();
    const created = [...this.#containers.all, ...this.#services.all].filter(
      ({ spec }) => spec.kind === 'container' || spec.kind === 'service',
    );
    const ids = new Set(created.map(({ id }) => id));
    await this.#undo.undoRest((action) => ids.has('service' in action ? action.service : action.container));
    return [...this.#undo.failures, ...(await this.#remove())];
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
    const container = this.#containers.named(name);
    const { spec } = container;
    if (spec.kind === 'container')
      await createSubjectContainer(this.#context, this.#containers, container, spec, networksOf(spec.spec, this.#networks));
    return container.id;
  }
}

import { RUN_LABEL } from '../engine/labels.ts';
import { describeError } from '../errors/describe-error.ts';
import type { FaultContext } from '../faults/fault.ts';
import { watchHealth } from './autoheal.ts';
import { removeRun } from './cleanup/remove-run.ts';
import { createSubjectContainer } from './create-subject-container.ts';
import { LogFollower } from './follow-logs.ts';
import { monitorHarness } from './harness-monitor.ts';
import { LoadSession } from './load-session.ts';
import { recordState } from './record-state.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest } from './run-request.ts';
import { runTimeline } from './run-timeline.ts';
import { createNetworks, networksOf, setUpSubjects, type RunNetworks } from './set-up-subjects.ts';
import { settle } from './settle.ts';
import { awaitReturn, holdsBefore } from './steady-state.ts';
import { SubjectContainers } from './subject-containers.ts';
import { UndoStack } from './undo-stack.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { watchEvents } from './watch-events.ts';

/** A scenario being run: what each phase does, in the order runPlan calls them. */
export class RunningScenario {
  readonly #context: RunContext;
  readonly #request: RunRequest;
  readonly #containers: SubjectContainers;
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
    this.#undo = new UndoStack(context, request.undoLog);
    this.#loads = new LoadSession(context, this.#containers);
    this.#logs = new LogFollower(context, this.#containers, this.#startEpochMs);
    this.#stopAutoheal = watchHealth(context, this.#containers);
  }

  async setUp(): Promise<void> {
    const context = this.#context;
    this.#background.push(
      watchEvents(context, this.#containers, this.#startEpochMs, this.#watching.signal),
      monitorHarness(context, this.#watching.signal),
    );
    this.#networks = await createNetworks(context);
    await setUpSubjects(context, this.#containers, this.#networks);
    for (const container of this.#containers.all) if (container.spec.kind === 'attached') this.#logs.follow(container);
    await waitUntilReady(context, this.#containers);
    this.#measuringSinceMs = await this.#loads.start();
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
      containers: this.#containers,
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
    await Promise.allSettled(this.#containers.all.map(async (container) => recordState(this.#context, container, 'end')));
    await this.#logs.finish();
    this.#watching.abort();
    await Promise.allSettled(this.#background);
  }

  /** Undoes and removes everything, however the run went. Returns what is left. */
  async tearDown(): Promise<string[]> {
    await this.finishMeasuring();
    const created = new Set(this.#containers.all.filter(({ spec }) => spec.kind === 'container').map(({ id }) => id));
    await this.#undo.undoRest((id) => created.has(id));
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
      await createSubjectContainer(this.#context, this.#containers, container, spec, networksOf(spec, this.#networks));
    return container.id;
  }
}

import { LiveRun } from './live-run.ts';
import { prepareStepImages } from './prepare-step-images.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest } from './run-request.ts';
import { runTimeline } from './run-timeline.ts';
import { settle } from './settle.ts';
import { awaitReturn, holdsBefore } from './steady-state.ts';

/** A scenario being run: what each phase does, in the order runPlan calls them. */
export class RunningScenario {
  readonly #context: RunContext;
  readonly #request: RunRequest;
  readonly #live: LiveRun;
  #measuringSinceMs = 0;

  constructor(context: RunContext, request: RunRequest) {
    this.#context = context;
    this.#request = request;
    this.#live = new LiveRun(context, request);
  }

  async setUp(): Promise<void> {
    const { scenario } = this.#context;
    await this.#live.watch();
    const ready = await this.#live.bringUp(Object.keys(scenario.subjects));
    await Promise.all([ready(), prepareStepImages(this.#context, this.#request.plan, this.#request.faults)]);
    this.#measuringSinceMs = await this.#live.loads.start(this.#live.networks, scenario);
  }

  /** Returns whether the steady state held; without one in the scenario it does. */
  async holdSteady(): Promise<boolean> {
    const { steady } = this.#context.scenario;
    await this.#context.clock.sleepUntil(this.#measuringSinceMs, this.#context.signal);
    return steady === undefined || holdsBefore(this.#context, this.#request.judge, steady, this.#measuringSinceMs);
  }

  async runTimeline(): Promise<void> {
    const { plan, triggers } = this.#request;
    const machinery = this.#live.machinery(this.#request);
    await runTimeline(
      { machinery, triggers: new Map(triggers.map((trigger) => [trigger.name, trigger])), startMs: this.#context.clock.now() },
      plan,
    );
    await this.#live.undo.undoAt('timeline-end');
  }

  async recover(): Promise<void> {
    const { scenario, clock } = this.#context;
    const startMs = clock.now();
    await settle(this.#context, this.#live.containers, this.#request.judge);
    if (scenario.steady !== undefined && scenario.recovery !== undefined) {
      await awaitReturn(this.#context, this.#request.judge, scenario.steady, startMs, scenario.recovery.withinMs);
    }
  }

  async finishMeasuring(): Promise<void> {
    await this.#live.finishMeasuring();
  }

  /** Undoes and removes everything, however the run went. Returns what is left. */
  async tearDown(): Promise<string[]> {
    return this.#live.tearDown();
  }
}

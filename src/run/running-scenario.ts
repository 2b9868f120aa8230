import { watchAbortConditions } from './abort-watch.ts';
import { LiveRun } from './live-run.ts';
import { prepareStepImages } from './prepare-step-images.ts';
import { eitherSignal } from './run-abort-controller.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest } from './run-request.ts';
import { runTimeline } from './run-timeline.ts';
import { settle } from './settle.ts';
import { awaitReturn, holdsBefore } from './steady-state.ts';

/** How long the recovery is measured after an abort when no steady state says what it is. */
const AFTER_ABORT_MS = 5000;

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

  /** Runs the timeline, and returns whether it came to its end or an abort condition of the scenario held; then everything is undone. */
  async runTimeline(): Promise<'completed' | 'aborted'> {
    const triggers = new Map(this.#request.triggers.map((trigger) => [trigger.name, trigger]));
    const watch = watchAbortConditions(this.#context, triggers, this.#context.scenario.abort);
    const signal = eitherSignal(this.#context.signal, watch.signal);
    const machinery = this.#live.machinery(this.#request, { ...this.#context, signal });
    try {
      await runTimeline({ machinery, triggers, startMs: this.#context.clock.now() }, this.#request.plan);
    } catch (error) {
      if (!watch.signal.aborted || this.#context.signal.aborted) throw error;
    } finally {
      watch.stop();
    }
    if (watch.signal.aborted) await this.#live.undo.undoAll();
    else await this.#live.undo.undoAt('timeline-end');
    return watch.signal.aborted ? 'aborted' : 'completed';
  }

  /** Measures until all is as it was. What an aborted timeline did not get to do is not waited for. */
  async recover(timeline: 'completed' | 'aborted'): Promise<void> {
    const { scenario, clock, signal } = this.#context;
    const startMs = clock.now();
    if (timeline === 'completed') await settle(this.#context, this.#live.containers, this.#request.judge, scenario);
    if (scenario.steady !== undefined && scenario.recovery !== undefined) {
      await awaitReturn(this.#context, this.#request.judge, scenario.steady, startMs, scenario.recovery.withinMs);
    } else if (timeline === 'aborted' && Object.keys(scenario.load).length > 0) {
      await clock.sleepUntil(startMs + AFTER_ABORT_MS, signal);
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

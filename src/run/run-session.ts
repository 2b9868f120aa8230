import type { ContainerSnapshot } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Plan, PlannedStep } from '../scenario/plan.ts';
import type { AbortSpec, ExpectationSpec, Scenario, TriggerSpec } from '../scenario/scenario.ts';
import { watchAbortConditions, type AbortWatch } from './abort-watch.ts';
import type { Fired, StepMachinery } from './fire-step.ts';
import { LiveRun } from './live-run.ts';
import { performStep } from './perform-step.ts';
import { prepareStepImages } from './prepare-step-images.ts';
import { recordFailure } from './record-failure.ts';
import { recordPlan, recordRunStart } from './record-run-start.ts';
import { Recorder } from './recorder.ts';
import { RunAbort } from './run-abort.ts';
import { runAbortController } from './run-abort-controller.ts';
import type { RunContext } from './run-context.ts';
import { runPhase } from './run-phase.ts';
import type { RunOutcome, RunRequest } from './run-request.ts';
import { settle } from './settle.ts';
import { measuredUntil } from './steady-state.ts';
import type { Trigger } from './triggers/trigger.ts';
import { waitForCondition } from './wait-for-condition.ts';
import { watchForAborts } from './watch-for-aborts.ts';

/**
 * A run whose plan grows while it goes on: what a scenario says in advance, a program does call by call. To the history it is a measurement
 * with faults in it: it has one window, from its beginning to its end.
 */
export class RunSession {
  readonly #request: RunRequest;
  readonly #context: RunContext;
  readonly #live: LiveRun;
  readonly #machinery: StepMachinery;
  readonly #stopWatching: () => void;
  readonly #abortWatches: AbortWatch[] = [];
  #undoing: Promise<void> = Promise.resolve();
  #plan: Plan;
  #ending: Promise<RunOutcome> | undefined;

  private constructor(request: RunRequest) {
    this.#request = request;
    this.#plan = request.plan;
    const abort = runAbortController();
    const plan = () => this.#plan;
    this.#context = {
      runId: request.id,
      get scenario(): Scenario {
        return plan().scenario;
      },
      engine: request.engine,
      clock: request.clock,
      recorder: new Recorder(request.journal),
      signal: abort.signal,
      abort: (why) => abort.abort(why),
      onProgress: request.onProgress,
    };
    this.#live = new LiveRun(this.#context, request);
    this.#machinery = this.#live.machinery(request, this.#context);
    const { timeoutMs } = request.plan.scenario;
    this.#stopWatching = watchForAborts(this.#context, request.signal, { timeoutMs, hint: 'Raise `timeout` of the session.' });
  }

  /** Begins a run with the plan as it is so far. */
  static async open(request: RunRequest): Promise<RunSession> {
    const session = new RunSession(request);
    const { recorder } = session.#context;
    recordRunStart(recorder, request);
    await session.#live.watch();
    recorder.append({ type: 'phase', phase: 'measure', state: 'started' });
    return session;
  }

  get recorder(): Recorder {
    return this.#context.recorder;
  }

  /** The run's time now. */
  get nowMs(): number {
    return this.#context.clock.now();
  }

  /** Brings up the subjects that a plan has more than the one before, and starts its loads. */
  async grow(plan: Plan): Promise<void> {
    const before = this.#plan.scenario;
    this.#plan = plan;
    const isNew = (part: object) => (name: string) => !Object.hasOwn(part, name);
    const { subjects, load, pressure } = plan.scenario;
    await this.#obey(async () => {
      const names = Object.keys(subjects).filter(isNew(before.subjects));
      if (names.length > 0) await (await this.#live.bringUp(names))();
      await this.#live.loads.start(this.#live.networks, { load: more(load, before.load), pressure: more(pressure, before.pressure) });
    });
  }

  /** Returns the containers of a subject that run now. */
  async running(subject: string): Promise<readonly ContainerSnapshot[]> {
    const ids = this.#live.containers.of(subject).flatMap(({ id }) => (id === '' ? [] : [id]));
    const snapshots = await Promise.all(ids.map(async (id) => this.#context.engine.inspectContainer(id)));
    return snapshots.flatMap((snapshot) => (snapshot?.status === 'running' ? [snapshot] : []));
  }

  /** Stops a load; resolves when its last request is in the history. */
  async stopLoad(load: string): Promise<void> {
    await this.#live.loads.stopLoad(load);
  }

  /** Injects the fault of a plan's newest step; resolves when it has been injected or, with `for`, when it has been undone. */
  async inject(plan: Plan): Promise<{ readonly step: PlannedStep; readonly fired: Fired }> {
    const step = plan.steps.at(-1);
    const [occurrence] = step?.occurrences ?? [];
    if (step === undefined || occurrence === undefined) throw new RangeError('The plan has no step.');
    this.#plan = plan;
    return this.#obey(async () => {
      await prepareStepImages(this.#context, { ...plan, steps: [step] }, this.#request.faults);
      const fired = await performStep(this.#machinery, { step, occurrence, index: 0, dueMs: this.nowMs });
      this.#context.signal.throwIfAborted();
      return { step, fired };
    });
  }

  /** Undoes what a step did, or everything that is still to be undone. */
  async undo(step?: PlannedStep): Promise<void> {
    await (step === undefined ? this.#live.undo.undoAll() : this.#live.undo.undoStep(step.step, 0));
  }

  /** Resolves with whether the condition held in time. */
  async until(trigger: Extract<TriggerSpec, { kind: 'when' }>, signal?: AbortSignal): Promise<boolean> {
    const { recorder, clock, signal: own } = this.#context;
    const either = signal === undefined ? own : AbortSignal.any([own, signal]);
    return this.#obey(async () => waitForCondition({ recorder, clock, signal: either }, this.#triggers, trigger));
  }

  /** Ends the session when one of the conditions holds from now on: everything is undone at once, and whatever waits is rejected. */
  abortWhen(spec: AbortSpec): void {
    const watch = watchAbortConditions(this.#context, this.#triggers, spec);
    this.#abortWatches.push(watch);
    const abort = () => {
      const { message } = watch.signal.reason as RunAbort;
      const error = new FaultlineError('ERR_INTERRUPTED', message, { hint: 'Look at what happened in the history of the session.' });
      this.#context.abort(new RunAbort('aborted', error));
      this.#undoing = this.#live.undo.undoAll();
      // The end of the session waits for it and tells what is left.
      this.#undoing.catch(() => undefined);
    };
    if (watch.signal.aborted) abort();
    else watch.signal.addEventListener('abort', abort, { once: true });
  }

  /** Resolves when everything due until now is in the history, and no expectation about events is unmet, or `settleMs` have passed. */
  async settled(expect: readonly ExpectationSpec[], settleMs: number): Promise<void> {
    const { load } = this.#plan.scenario;
    const measuring = Object.fromEntries(Object.entries(load).filter(([name]) => this.#live.loads.measuring.includes(name)));
    await this.#obey(async () => {
      await measuredUntil(this.#context, measuring, this.nowMs);
      await settle(this.#context, this.#live.containers, this.#request.judge, { expect, settleMs });
    });
  }

  /** Ends the loads, undoes and removes everything. A second call has the same outcome. */
  async end(plan: Plan): Promise<RunOutcome> {
    this.#ending ??= this.#end(plan);
    return this.#ending;
  }

  async #end(plan: Plan): Promise<RunOutcome> {
    const context = this.#context;
    const { recorder, signal } = context;
    this.#stopWatching();
    for (const watch of this.#abortWatches) watch.stop();
    await this.#undoing.catch(() => undefined);
    const outcome = this.#outcome(signal);
    await this.#live.finishMeasuring();
    recorder.append({ type: 'phase', phase: 'measure', state: 'ended' });
    // Whoever still waits does so in vain.
    context.abort(new RunAbort('interrupted', new FaultlineError('ERR_INTERRUPTED', 'The session has ended.')));
    const leftovers = await runPhase(context, 'teardown', async () => this.#live.tearDown());
    recordPlan(recorder, plan);
    recorder.append({ type: 'run-ended', reason: outcome.reason, durationMs: context.clock.now() });
    return { ...outcome, leftovers };
  }

  #outcome(signal: AbortSignal): Pick<RunOutcome, 'reason' | 'error'> {
    if (!signal.aborted) return { reason: 'completed' };
    // The history has it as an event of its own.
    if (signal.reason instanceof RunAbort && signal.reason.reason === 'aborted') return { reason: 'aborted' };
    return recordFailure(this.#context, signal.reason);
  }

  get #triggers(): ReadonlyMap<string, Trigger> {
    return new Map(this.#request.triggers.map((one) => [one.name, one]));
  }

  /** An abort is thrown as what it is because of: the program gave a limit or a signal and knows no runs. */
  async #obey<T>(work: () => Promise<T>): Promise<T> {
    try {
      this.#context.signal.throwIfAborted();
      return await work();
    } catch (error) {
      throw error instanceof RunAbort ? error.cause : error;
    }
  }
}

function more<T>(now: Readonly<Record<string, T>>, before: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(now).filter(([name]) => !Object.hasOwn(before, name)));
}

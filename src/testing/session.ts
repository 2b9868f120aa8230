import { analyse } from '../analysis/analyse.ts';
import type { Check, CheckResult } from '../checks/check.ts';
import { judgeAll, type Expectation } from '../checks/judge-all.ts';
import { readExpectation } from '../checks/read-expectation.ts';
import { checks as ownChecks } from '../checks/registry.ts';
import type { Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { publishedUrl } from '../faults/published-url.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import { buildLoadResult } from '../report/load-result.ts';
import type { LoadResult } from '../report/run-result.ts';
import { RunSession } from '../run/run-session.ts';
import type { AttachInput, ContainerInput, LoadInput, ServiceInput } from '../scenario/frame-inputs.ts';
import { readDuration } from '../scenario/options/duration.ts';
import type { ScenarioInput } from '../suite/define-scenario.ts';
import type { OpenRun } from '../suite/open-run.ts';
import type { ConditionInput, ExpectationInput, FaultName } from '../suite/option-inputs.ts';
import type { ScenarioRun } from '../suite/scenario-run.ts';
import { Disturbance } from './disturbance.ts';
import { requireInjected, stepOf, type InjectOptions } from './fault-step.ts';
import { followEvents } from './follow-events.ts';
import { Measurement } from './measurement.ts';
import type { SessionPlan } from './session-plan.ts';
import { Subject } from './subject.ts';

/** What is measured, without its URL: the words of a load in a scenario file, and its name in reports. */
export interface MeasureOptions extends Omit<LoadInput, 'url' | 'rate'> {
  /** Requests per second of each stream (default `50/s`). */
  readonly rate?: LoadInput['rate'];
  /** Default `users`. */
  readonly name?: string;
  /** Of a subject: its port, and the path that is asked for (default 80 and `/`). */
  readonly port?: number;
  readonly path?: string;
}

/** What a judgement is told besides the expectation. */
export interface JudgeOptions {
  /** Run time from which on it is judged, such as `disturbance.atMs` (default: from the beginning). */
  readonly since?: number;
  /** How long to wait for events that are still missing, such as an exit that was just caused (default `5s`). */
  readonly settle?: string;
}

/** `['availability of users < 80% for 5s']`, conditions as in `when:`, or both with the verdict that they lead to. */
export type AbortConditions = NonNullable<ScenarioInput['abort']>;

const SETTLE = '5s';
const DEFAULT_RATE = '50/s';

/** What a session is made of besides its run. */
interface Beginning {
  readonly plan: SessionPlan;
  readonly close: () => Promise<void>;
  /** What may judge it; absent: the checks that come with faultline. */
  readonly checks?: readonly Check[] | undefined;
}

/**
 * A run that a program writes while it goes on: subjects, measurements, faults, conditions and checks, call by call, with the journal, the
 * undo log and the watchers of a scenario run. Made by openSession; ending it undoes every fault and removes what it has created.
 */
export class Session implements AsyncDisposable {
  readonly #run: RunSession;
  readonly #open: OpenRun;
  readonly #plan: SessionPlan;
  readonly #close: () => Promise<void>;
  readonly #checks: readonly Check[];
  #ending: Promise<ScenarioRun> | undefined;

  private constructor(run: RunSession, open: OpenRun, { plan, close, checks = ownChecks }: Beginning) {
    this.#run = run;
    this.#open = open;
    this.#plan = plan;
    this.#close = close;
    this.#checks = checks;
  }

  /** @internal */
  static async begin(open: OpenRun, beginning: Beginning): Promise<Session> {
    return new Session(await RunSession.open(open.request), open, beginning);
  }

  /** The run's id, which is also the label of everything that the session creates. */
  get id(): string {
    return this.#open.request.id;
  }

  /** The engine that it works on. */
  get engine(): Engine {
    return this.#open.request.engine;
  }

  /** Where its history is and, once it has ended and `out` was given, its reports. */
  get directory(): string {
    return this.#open.directory;
  }

  /** Run time now, in milliseconds. */
  get nowMs(): number {
    return this.#run.nowMs;
  }

  /** Everything that has happened so far, oldest first. */
  get events(): readonly HistoryEvent[] {
    return this.#run.recorder.events;
  }

  /** Yields every event from the beginning on, and those to come, until the session has ended. */
  history(): AsyncGenerator<HistoryEvent, void, undefined> {
    return followEvents(this.#run.recorder);
  }

  /** Takes a container or service that already runs as a subject; it is never removed. @throws FaultlineError ERR_TARGET_EMPTY */
  async attach(name: string, what: AttachInput): Promise<Subject> {
    return this.#addSubject('attach', name, what);
  }

  /** Starts a container in the words of a scenario file and waits until it is ready; it is removed when the session ends. */
  async startContainer(name: string, container: ContainerInput): Promise<Subject> {
    return this.#addSubject('containers', name, container);
  }

  /** Starts a Swarm service in the words of a scenario file and waits for its tasks; it is removed when the session ends. */
  async startService(name: string, service: ServiceInput): Promise<Subject> {
    return this.#addSubject('services', name, service);
  }

  /**
   * Measures a URL, or a subject at one of its ports, from now on. A subject's name as host is resolved to where it can be reached.
   * @throws FaultlineError ERR_SCENARIO_INVALID, ERR_LOAD_FAILED when nothing answers in time
   */
  async measure(what: string | Subject, options: MeasureOptions = {}): Promise<Measurement> {
    const { name: wanted = 'users', port = 80, path = '/', rate = DEFAULT_RATE, ...load } = options;
    const name = this.#plan.freeName(wanted);
    const url = typeof what === 'string' ? what : new URL(path, `http://${what.name}:${port}`).href;
    await this.#run.grow(this.#plan.add('load', name, { ...load, url, rate }));
    return new Measurement(this, name, async () => this.#run.stopLoad(name));
  }

  /**
   * Returns the URL at which a subject is reached now, at one of its ports (default: its only one) and a path; of several containers, one
   * that runs.
   * @throws FaultlineError ERR_TARGET_GONE when none runs, ERR_SCENARIO_INVALID when the port is not published
   */
  async urlOf(subject: string | Subject, { port, path = '/' }: Pick<MeasureOptions, 'port' | 'path'> = {}): Promise<string> {
    const name = String(subject);
    const [container] = await this.#run.running(name);
    if (container === undefined) throw new FaultlineError('ERR_TARGET_GONE', `No container of ${name} runs.`);
    return publishedUrl(this.engine, container, path, port).url;
  }

  /**
   * Injects a fault. Resolves when it is in place or, with `for`, when it has been undone again.
   * @throws FaultlineError ERR_TARGET_EMPTY, ERR_TARGET_GONE, ERR_BLAST_RADIUS, ERR_ENGINE_REFUSED, ERR_FAULT_FAILED
   */
  async inject<Name extends FaultName>(fault: Name, ...[options]: InjectOptions<Name>): Promise<Disturbance> {
    const atMs = this.nowMs;
    const { step, fired } = await this.#run.inject(this.#plan.addStep(stepOf(fault, options)));
    requireInjected(step.label, fired);
    return new Disturbance(
      fired.targets.map(({ name }) => name),
      atMs,
      async () => this.#run.undo(step),
    );
  }

  /** Undoes every fault that lasts still. */
  async undo(): Promise<void> {
    await this.#run.undo();
  }

  /**
   * Resolves when a condition holds: those of `when:` in a scenario file.
   * @throws FaultlineError ERR_TIMEOUT after its `within` (default 60s)
   */
  async until(condition: ConditionInput, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const trigger = this.#plan.condition(condition);
    if (await this.#run.until(trigger, signal)) return;
    throw new FaultlineError('ERR_TIMEOUT', `Not within ${trigger.withinMs} ms: ${JSON.stringify(condition)}.`, {
      hint: `Look at what happened instead in ${this.directory}, or raise \`within\`.`,
    });
  }

  /** Judges an expectation on what has happened so far, and keeps the result for the session's own. */
  async check(expectation: ExpectationInput | string, options: JudgeOptions = {}): Promise<CheckResult> {
    const result = await this.judge(expectation, options);
    this.keep(result);
    return result;
  }

  /** Judges as `check` does, but keeps nothing. */
  async judge(expectation: ExpectationInput | string, { since = 0, settle = SETTLE }: JudgeOptions = {}): Promise<CheckResult> {
    const spec = this.#expectation(expectation);
    const askedMs = this.nowMs;
    if (this.#ending === undefined) await this.#run.settled([{ ...spec, source: { line: 0, column: 0 } }], readDuration(settle));
    // Requests that were due while it settled may not have been answered yet.
    const aboutEvents = this.#checks.find(({ name }) => name === spec.kind)?.about === 'events';
    const soFar = { fromMs: since, untilMs: aboutEvents ? this.nowMs : askedMs };
    const analysis = analyse(this.events, { soFar, causes: true });
    const [result] = judgeAll([{ kind: spec.kind, options: spec.options }], analysis, this.#checks);
    if (result === undefined) throw new RangeError('An expectation was not judged.');
    return result;
  }

  /** Writes the result of a check into the history, as `check` does, so that reports show it. Of a session that has ended nothing changes any more. */
  keep({ kind, line: _line, ...judged }: CheckResult): void {
    if (this.#ending === undefined) this.#run.recorder.append({ type: 'check', check: kind, ...judged, atMs: this.nowMs });
  }

  /**
   * Ends the session as soon as one of the conditions holds, in the words of `abort:` in a scenario: `availability of users < 80% for 5s`. Then every fault is
   * undone at once, whatever waits or is called is rejected with ERR_INTERRUPTED, and the session's verdict is `failed`, or what `verdict` says.
   * @throws FaultlineError ERR_SCENARIO_INVALID, also when a subject or load is not there yet
   */
  abortWhen(conditions: AbortConditions): void {
    this.#run.abortWhen(this.#plan.abort(conditions));
  }

  /** Adds an expectation that is judged when the session ends, on all of it. */
  expectAtEnd(expectation: ExpectationInput): void {
    this.#plan.addExpectation(expectation);
  }

  /** Returns what a load has measured so far. */
  async figuresOf(load: string): Promise<LoadResult> {
    const untilMs = this.nowMs;
    if (this.#ending === undefined) await this.#run.settled([], 0);
    const analysis = analyse(this.events, { soFar: { fromMs: 0, untilMs } });
    const measured = analysis.load[load];
    if (measured === undefined) throw new FaultlineError('ERR_TARGET_EMPTY', `The session has no load ${load}.`);
    return buildLoadResult(measured, analysis.windows);
  }

  /**
   * Ends the measurements, undoes every fault, removes what the session has created, and returns it judged; with `out`, with its reports
   * written. It does so once: a second call returns the same.
   */
  async end(): Promise<ScenarioRun> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  async #end(): Promise<ScenarioRun> {
    try {
      return await this.#open.finish(await this.#run.end(this.#plan.plan));
    } finally {
      await this.#close();
    }
  }

  async #addSubject(section: 'attach' | 'containers' | 'services', name: string, input: object): Promise<Subject> {
    await this.#run.grow(this.#plan.add(section, name, input));
    return new Subject(this, name);
  }

  #expectation(written: ExpectationInput | string): Expectation {
    return typeof written === 'string' ? readExpectation(written, this.#checks) : this.#plan.expectation(written);
  }
}

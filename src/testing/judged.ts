import { judgeAll } from '../checks/judge-all.ts';
import { readExpectation } from '../checks/read-expectation.ts';
import type { CheckResult } from '../checks/check.ts';
import { checks } from '../checks/registry.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { ExpectationInput } from '../suite/option-inputs.ts';
import type { ScenarioRun } from '../suite/scenario-run.ts';
import type { Measurement } from './measurement.ts';
import type { JudgeOptions, Session } from './session.ts';
import type { Subject } from './subject.ts';

/** A subject or a load of a run that is over. */
export interface RunPart {
  readonly run: ScenarioRun;
  readonly of: string;
}

/** What an assertion can be about: a session, its subjects and measurements while it lives; a run and its parts once it is over. */
export type Judged = Session | Subject | Measurement | ScenarioRun | RunPart;

/** Returns a subject or a load of a run that is over, for assertions about it. */
export function partOf(run: ScenarioRun, of: string): RunPart {
  return { run, of };
}

/** What is asked, and of what. */
export interface Question {
  readonly session?: Session;
  readonly run?: ScenarioRun;
  /** The subject's or load's name, when it is about one. */
  readonly of?: string;
}

/**
 * Returns what an assertion's object is; undefined when it is nothing of faultline's. It goes by what the object has, not by its class: where a
 * loader such as tsx serves `require` and `import`, mocha loads faultline once for each, and the class of one is not that of the other.
 */
export function questionOf(target: unknown): Question | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  if (isOfSession(target)) return { session: target.session, of: target.name };
  if ('run' in target && 'of' in target && isRun(target.run)) return { run: target.run, of: String(target.of) };
  if (isRun(target)) return { run: target };
  return isSession(target) ? { session: target } : undefined;
}

/** Returns the events of a session, a run, or a list that is a history itself; undefined when it is none of them. */
export function eventsOf(target: unknown): readonly HistoryEvent[] | undefined {
  if (Array.isArray(target)) return target.every(isEvent) ? target : undefined;
  const question = questionOf(target);
  return question?.session?.events ?? question?.run?.analysis.events;
}

/** Returns how an expectation stands in a run that is over. @throws FaultlineError ERR_USAGE when it is not valid */
export function judgeRun({ analysis }: ScenarioRun, expectation: ExpectationInput | string): CheckResult {
  const [result] = judgeAll([readWritten(expectation)], analysis);
  if (result === undefined) throw new RangeError('An expectation was not judged.');
  return result;
}

/** Returns how an expectation stands, of a session after what is under way has come through. */
export async function judge(question: Question, expectation: ExpectationInput | string, options?: JudgeOptions): Promise<CheckResult> {
  if (question.session !== undefined) return question.session.judge(expectation, options);
  if (question.run !== undefined) return judgeRun(question.run, expectation);
  throw new FaultlineError('ERR_USAGE', 'This is neither a session nor a run, nor a part of one.');
}

function readWritten(expectation: ExpectationInput | string) {
  if (typeof expectation === 'string') return readExpectation(expectation);
  const [kind = '', options = {}] = Object.entries(expectation)[0] ?? [];
  const check = checks.find(({ name }) => name === kind);
  const parsed = check?.schema.safeParse(options);
  if (parsed?.success === true) return { kind, options: parsed.data };
  return readExpectation(JSON.stringify(expectation));
}

function isRun(value: unknown): value is ScenarioRun {
  return typeof value === 'object' && value !== null && 'analysis' in value && 'result' in value && 'leftovers' in value;
}

function isOfSession(value: object): value is Subject | Measurement {
  return 'name' in value && 'session' in value && typeof value.session === 'object' && value.session !== null && isSession(value.session);
}

function isSession(value: object): value is Session {
  return 'judge' in value && 'events' in value && 'until' in value;
}

function isEvent(value: unknown): value is HistoryEvent {
  return typeof value === 'object' && value !== null && 'type' in value && 'seq' in value;
}

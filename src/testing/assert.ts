import { AssertionError } from 'node:assert';
import { hasErrorCode } from '../errors/has-error-code.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { CheckInput, ConditionInput, ExpectationInput } from '../suite/option-inputs.ts';
import { findingOf, negated, type Finding } from './finding.ts';
import { eventsOf, judge, questionOf, type Judged, type Question } from './judged.ts';
import { formatShare } from './share-text.ts';
import type { JudgeOptions } from './session.ts';
import type { Subject } from './subject.ts';

export { partOf, type Judged, type RunPart } from './judged.ts';

/** Rejects with an AssertionError when an expectation does not hold, or when it cannot be told. */
export async function assertHolds(target: Judged, expectation: ExpectationInput | string, options?: JudgeOptions): Promise<void> {
  await claim(target, expectation, false, options);
}

/** Rejects with an AssertionError when an expectation holds, or when it cannot be told. */
export async function assertHoldsNot(target: Judged, expectation: ExpectationInput | string, options?: JudgeOptions): Promise<void> {
  await claim(target, expectation, true, options);
}

/** The availability is so: `assertAvailability(users, '>= 99.5%')`. */
export async function assertAvailability(target: Judged, is: string, options: Omit<CheckInput<'availability'>, 'is'> = {}): Promise<void> {
  await assertHolds(target, { availability: { ...about(target), ...options, is } });
}

/** No outage was longer: `assertNoOutageLongerThan(users, '500ms')`. */
export async function assertNoOutageLongerThan(target: Judged, longest: string): Promise<void> {
  await assertHolds(target, { outage: { ...about(target), longest: `<= ${longest}` } });
}

/** A subject's process has ended so: `assertExited(web, { code: 137 })`. */
export async function assertExited(target: Judged, options: CheckInput<'exit'> = {}): Promise<void> {
  await assertHolds(target, { exit: { ...about(target), ...options } });
}

/** A subject has been started again so often without a step asking for it. */
export async function assertRestarted(target: Judged, times: number): Promise<void> {
  await assertHolds(target, { restarts: { ...about(target), is: `== ${times}` } });
}

/** A share of the responses, or of a service's running tasks, is of a version; share is 0..1. */
export async function assertServes(target: Judged, version: string, share = 1): Promise<void> {
  await assertHolds(target, { versions: servedBy(target, version, `== ${formatShare(share)}`) });
}

/** A subject of a session gets into a state or a health in time: `assertBecomes(web, 'healthy', '10s')`. */
export async function assertBecomes(subject: Subject, what: Becoming, within = '60s'): Promise<void> {
  try {
    await subject.session.until(becoming(subject.name, what, within));
  } catch (error) {
    if (!hasErrorCode(error, 'ERR_TIMEOUT')) throw error;
    const message = `expected ${subject.name} to become ${what} within ${within}\n  the whole history: ${subject.session.directory}`;
    throw failure({ message, expected: what, actual: `not ${what}` });
  }
}

/** Some event of the history is so; of a session, until now. */
export function assertSomeEvent(
  history: Judged | readonly HistoryEvent[],
  matches: (event: HistoryEvent) => boolean,
  what = 'an event',
): void {
  if ((eventsOf(history) ?? []).some(matches)) return;
  throw failure({ message: `expected the history to have ${what}`, expected: what, actual: 'none' });
}

/** No event of the history is so; of a session, until now. */
export function assertNoEvent(
  history: Judged | readonly HistoryEvent[],
  matches: (event: HistoryEvent) => boolean,
  what = 'such an event',
): void {
  const found = (eventsOf(history) ?? []).find(matches);
  if (found === undefined) return;
  const actual = JSON.stringify(found);
  throw failure({ message: `expected the history not to have ${what}, but there is ${actual}`, expected: `no ${what}`, actual });
}

/** What a subject can get into: a state, or a health. */
export type Becoming = 'healthy' | 'unhealthy' | 'starting' | 'running' | 'paused' | 'exited' | 'removed';

const healths: ReadonlySet<string> = new Set(['healthy', 'unhealthy', 'starting']);

/** Returns the condition that a subject gets into a state or a health. */
export function becoming(of: string, what: Becoming, within: string): ConditionInput {
  const written = healths.has(what) ? { health: of, is: what, within } : { state: of, is: what, within };
  return written as ConditionInput;
}

/** Returns what the check on versions takes: of a subject by its tasks at the end, else by responses. */
export function servedBy(target: unknown, version: string, is: string): CheckInput<'versions'> {
  const of = questionOf(target)?.of;
  const byTasks = isService(target) ? { by: 'tasks' as const, at: 'end' as const } : {};
  return { ...(of === undefined ? {} : { of }), ...byTasks, share: { [version]: is } };
}

function isService(target: unknown): boolean {
  const of = questionOf(target)?.of;
  return (eventsOf(target) ?? []).some((event) => event.type === 'service' && event.subject === of);
}

function about(target: unknown): { readonly of?: string } {
  const of = questionOf(target)?.of;
  return of === undefined ? {} : { of };
}

async function claim(target: Judged, expectation: ExpectationInput | string, negate: boolean, options?: JudgeOptions): Promise<void> {
  const question: Question = questionOf(target) ?? {};
  const judged = await judge(question, expectation, options);
  const result = negate ? negated(judged) : judged;
  question.session?.keep(result);
  const finding = findingOf(result, question);
  if (finding !== undefined) throw failure(finding);
}

function failure({ message, expected, actual }: Finding): AssertionError {
  return new AssertionError({ message, expected, actual, operator: 'faultline' });
}

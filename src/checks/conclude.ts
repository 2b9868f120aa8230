import type { Judgement } from './check.ts';

/** What a check asks, before it looks. */
export interface Question {
  /** The beginning of a sentence: 'The availability of users during chaos'. */
  readonly what: string;
  readonly of?: string | undefined;
  readonly during?: string | undefined;
  readonly expected: string;
}

/** What a check found. */
export interface Finding {
  /** Replaces the question's, when it left the name to be found. */
  readonly of?: string;
  readonly observed: string;
  /** Undefined: cannot be told, and `doubt` says why. */
  readonly holds: boolean | undefined;
  readonly doubt?: string | undefined;
  readonly evidence?: readonly number[];
}

/** Thrown by a check's look-ups when the history cannot answer at all. */
export class CannotTell extends Error {}

/** Events that a judgement names: enough to follow it, few enough to read. */
const MOST_EVIDENCE = 6;

/** Returns the judgement on a question. `look` may throw CannotTell. */
export function conclude(question: Question, look: () => Finding): Judgement {
  const finding = answer(look);
  const { holds, observed, evidence = [] } = finding;
  const of = finding.of ?? question.of;
  const { what, during, expected } = question;
  const sentence = `${what}: ${observed}, expected ${expected}`;
  return {
    verdict: holds === undefined ? 'inconclusive' : holds ? 'passed' : 'failed',
    ...(of === undefined ? {} : { of }),
    ...(during === undefined ? {} : { during }),
    expected,
    observed,
    message: holds === undefined ? `${sentence}, but ${finding.doubt ?? 'the history does not tell'}.` : `${sentence}.`,
    evidence: [...new Set(evidence)].slice(0, MOST_EVIDENCE),
  };
}

function answer(look: () => Finding): Finding {
  try {
    return look();
  } catch (error) {
    if (error instanceof CannotTell) return { observed: 'not known', holds: undefined, doubt: error.message };
    throw error;
  }
}

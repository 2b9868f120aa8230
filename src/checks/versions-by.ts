import { issueText } from '../scenario/options/issue-text.ts';
import { hasForm, type TemporalOptions } from './temporal.ts';

type Options = TemporalOptions & { readonly by: 'responses' | 'tasks'; readonly stream?: unknown; readonly at?: 'end' | undefined };

/** Returns the arguments of `refine` that keep the forms over time to running tasks: a share of responses has no value at an instant. */
export function onlyForTasks(): [(options: Options) => boolean, string] {
  return [
    (options) => options.by === 'tasks' || !(hasForm(options) || options.after !== undefined),
    issueText('asks over time for responses', 'write `by: tasks`, or leave the time to `during` and `at: end`'),
  ];
}

/** Returns the arguments of `refine` that keep what only responses have to them, and `at: end` from the forms over time. */
export function onlyForResponses(): [(options: Options) => boolean, string] {
  return [
    (options) => options.by === 'responses' || (options.stream === undefined && !(options.at === 'end' && hasForm(options))),
    issueText('does not go with `by: tasks`', 'leave out `stream`; `at: end` needs no other word of time'),
  ];
}

import type { Analysis } from '../analysis/analysis.ts';
import { issueText } from '../scenario/options/issue-text.ts';
import type { Judgement } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { formatMs } from './format-value.ts';
import { statusAfter } from './known-state.ts';
import { aboutSubject, subjectPart, type SubjectOptions } from './subject-options.ts';
import { formText, hasForm, overTime, type TemporalOptions, type Truth } from './temporal.ts';

type Options = SubjectOptions & TemporalOptions & { readonly is: string };

/** Returns whether the options ask for more than the end. */
export function asksOverTime(options: TemporalOptions): boolean {
  return hasForm(options) || options.during !== undefined || options.after !== undefined;
}

/** Returns the arguments of `refine` that let only the state itself be asked for over time: the rest is known by inspection alone. */
export function onlyStateOverTime(): [
  (options: TemporalOptions & { readonly is?: unknown; readonly [other: string]: unknown }) => boolean,
  string,
] {
  const inspected = ['code', 'error', 'oom', 'restart_count'];
  return [
    (options) => !asksOverTime(options) || (options.is !== undefined && inspected.every((name) => options[name] === undefined)),
    issueText('asks over time for what only an inspection tells', 'write `is` alone, or leave the time out'),
  ];
}

/** Judges whether every container of a subject has a state, over time. */
export function stateOverTime(options: Options, analysis: Analysis): Judgement {
  const question = {
    what: aboutSubject('state', options),
    of: options.of,
    during: options.during,
    expected: `${formText(options)}${options.is}`,
  };
  return conclude(question, () => {
    const { of, containers, service } = subjectPart(analysis, options);
    if (service !== undefined) throw new CannotTell(`${of} is a service, whose containers come and go: ask for its replicas or tasks`);
    const names = containers.map(([name]) => name);
    const found = overTime(truthsOf(analysis, names, options.is), options, analysis);
    const seen = new Set(changesOf(analysis, names).map(({ status }) => status));
    const decided = found.atMs === undefined ? '' : `, decided at ${formatMs(found.atMs)}`;
    return { of, observed: `${[...seen].join(', ')}${decided}`, holds: found.holds, doubt: found.doubt, evidence: found.evidence };
  });
}

interface Change {
  readonly atMs: number;
  readonly container: string;
  readonly status: string;
  readonly seq: number;
}

function changesOf({ events }: Analysis, names: readonly string[]): Change[] {
  return events
    .flatMap((event): Change[] => {
      if (event.type !== 'engine-event' && event.type !== 'container-state') return [];
      const { container, seq } = event;
      if (!names.includes(container)) return [];
      if (event.type === 'container-state') return [{ atMs: event.t, container, status: event.status, seq }];
      const status = statusAfter[event.action];
      return status === undefined ? [] : [{ atMs: event.atMs, container, status, seq }];
    })
    .toSorted((left, right) => left.atMs - right.atMs);
}

/** Unknown until each container's state is known. */
function truthsOf(analysis: Analysis, names: readonly string[], is: string): Truth[] {
  const now = new Map<string, string>();
  return changesOf(analysis, names).map(({ atMs, container, status, seq }) => {
    now.set(container, status);
    const holds = [...now.values()].every((one) => one === is);
    return { atMs, holds: holds && now.size < names.length ? undefined : holds, seq };
  });
}

import { z } from 'zod';
import type { ContainerAnalysis, TaskAnalysis } from '../analysis/analysis.ts';
import { groupBy } from '../analysis/group-by.ts';
import { serviceRestarts } from '../analysis/service-restarts.ts';
import { satisfies } from '../scenario/comparison.ts';
import { comparison } from '../scenario/options/comparison.ts';
import { backOff, backOffHolds, backOffText, waitsText } from './back-off.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds } from './count-option.ts';
import { isWithin, periodOf, periodOptions, type Period } from './period.ts';
import { aboutSubject, subjectOptions, subjectPart, type SubjectPart } from './subject-options.ts';
import { formText, hasForm, onlyOneForm, overSpan, temporalOptions } from './temporal.ts';
import { allHold } from './value-range.ts';

const { eventually, always, never } = temporalOptions();

const schema = z
  .strictObject({
    ...subjectOptions(),
    ...periodOptions(),
    eventually,
    always,
    never,
    is: comparison('count'),
    by: z.enum(['policy', 'autoheal']).optional().describe("Only the restart policy's, or only autoheal's (default: both)."),
    backoff: backOff().optional().describe('How long the engine waited from a death to the next start.'),
  })
  .refine(({ within: _, ...forms }) => onlyOneForm()[0](forms), onlyOneForm()[1]);

type Options = z.output<typeof schema>;

/** How often a subject was started again without a step asking for it. */
export const restarts = {
  name: 'restarts',
  summary:
    'How often a container was started again by its restart policy or by autoheal, or a task replaced by Swarm, and how long that took.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    const { backoff, by, is } = options;
    const bound = `${formText({ ...options, within: undefined })}${is.text}`;
    const question = {
      what: aboutSubject(by === undefined ? 'restarts' : `restarts by ${by}`, options),
      of: options.of,
      during: options.during,
      expected: backoff === undefined ? bound : `${bound}, ${backOffText(backoff)}`,
    };
    return conclude(question, () => {
      const part = subjectPart(analysis, options);
      const period = periodOf(analysis, options);
      const counted = restartsIn(part, options, period);
      const all = counted.flatMap((one) => one.restarts).toSorted((left, right) => left.atMs - right.atMs);
      const waits = backoff === undefined || all.length === 0 ? '' : ` (after ${waitsText(all)})`;
      const backOffs = backoff === undefined ? [] : counted.map((one) => backOffHolds(one.incarnations, one.restarts, backoff));
      return {
        of: part.of,
        observed: `${all.length}${waits}`,
        holds: allHold([countOverTime(all, options, period), ...backOffs]),
        doubt: period.unseen ?? 'a death before a restart was not seen',
        evidence: all.map(({ seq }) => seq),
      };
    });
  },
} as const satisfies Check<Options>;

type Restart = ContainerAnalysis['restarts'][number];
type Counted = { readonly incarnations: ContainerAnalysis['incarnations']; readonly restarts: readonly Restart[] };

/** Of a service: by slot, because a restart by Swarm is a new task. Each life of a slot is a task that ran. */
function restartsIn({ containers, service, tasks }: SubjectPart, { by }: Options, period: Period): Counted[] {
  const wanted = (one: Restart) => isWithin(period, one.atMs) && (by === undefined || one.by === by);
  const own = containers.map(([, { incarnations, restarts: all }]) => ({ incarnations, restarts: all.filter(wanted) }));
  if (service === undefined) return own;
  const slots = new Set(tasks.map(({ task }) => task));
  const made = serviceRestarts(service).filter(({ task }) => slots.has(task));
  const bySlot = [...groupBy(made, ({ task }) => task)].map(([slot, restarts]) => ({
    incarnations: livesOf(tasks.filter(({ task }) => task === slot)),
    restarts: restarts.map((one): Restart => ({ ...one, by: 'policy' })).filter(wanted),
  }));
  return [...own, ...bySlot];
}

function livesOf(tasks: readonly TaskAnalysis[]): ContainerAnalysis['incarnations'] {
  return tasks.flatMap(({ runningMs: startedMs, endedMs }, index) =>
    startedMs === undefined ? [] : [{ incarnation: index + 1, startedMs, ...(endedMs === undefined ? {} : { endedMs }) }],
  );
}

/** The count at each instant is of the restarts until then. */
function countOverTime(all: readonly Restart[], { is, ...options }: Options, period: Period): boolean | undefined {
  const form = { eventually: options.eventually, always: options.always, never: options.never };
  if (!hasForm(form)) return countHolds(all.length, is, period);
  const series = [{ atMs: -Infinity, seq: 0 }, ...all].map(({ atMs, seq }, count) => ({ atMs, seq, holds: satisfies(count, is) }));
  return overSpan(series, form, period).holds;
}

import { z } from 'zod';
import type { Analysis, ContainerAnalysis } from '../analysis/analysis.ts';
import { groupBy } from '../analysis/group-by.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds, oftenText, times } from './count-option.ts';
import { failuresBefore } from './health-failures.ts';
import { needsOneOf } from './needs-one-of.ts';
import { isWithin, periodOf, periodOptions, type Period } from './period.ts';
import { aboutSubject, currentContainers, subjectOptions, subjectPart } from './subject-options.ts';
import { isSubsequence } from './subsequence.ts';
import { allHold, exactly, holdsOver } from './value-range.ts';

const status = () => z.enum(['starting', 'healthy', 'unhealthy']);

const schema = z
  .strictObject({
    ...subjectOptions(),
    ...periodOptions(),
    becomes: status().optional().describe('A status that it must come to, as often as `times` says.'),
    times: times(),
    never: status().optional().describe('A status that it must not come to.'),
    always: status().optional().describe('The only status that it may have.'),
    eventually: status().optional().describe('A status that every container must have at some instant.'),
    is: status().optional().describe('The status it must have at the end.'),
    order: z.array(status()).min(1).optional().describe('Statuses that it must come to in this order; others may lie between.'),
    failures: comparison('count').optional().describe('How many health checks failed in a row before it first became unhealthy.'),
  })
  .refine(...needsOneOf('becomes', 'never', 'always', 'eventually', 'is', 'order', 'failures'));

type Options = z.output<typeof schema>;
type Changes = ContainerAnalysis['health'];

/** What the engine's health checks said of a subject. */
export const health = {
  name: 'health',
  summary: 'Which health statuses a container comes to, in which order, after how many failures, and which it never has.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    const question = { what: aboutSubject('health', options), of: options.of, during: options.during, expected: describeWanted(options) };
    return conclude(question, () => {
      const part = subjectPart(analysis, options);
      const { of, containers } = part;
      const period = periodOf(analysis, options);
      const current = new Set(currentContainers(part).map(([name]) => name));
      const each = containers.map(([name, container]) => ({
        name,
        container,
        changes: changesIn(container, period),
        current: current.has(name),
      }));
      const all = each.flatMap(({ changes }) => changes);
      const { becomes, never } = options;
      const count = (wanted: string) => all.filter((change) => change.status === wanted).length;
      const holds = allHold([
        ...(becomes === undefined ? [] : [countHolds(count(becomes), options.times, period)]),
        ...(never === undefined ? [] : [count(never) > 0 ? false : unlessUnseen(true, period)]),
        ...each.map((watched) => eachHolds(options, period, watched)),
        orderHolds(options, period, each),
        failuresHold(options, analysis, period, each),
      ]);
      return {
        of,
        observed: each
          .map(({ changes }) => (changes.length === 0 ? 'no change' : changes.map((change) => change.status).join(', ')))
          .join('; '),
        holds,
        doubt: period.unseen ?? 'no health status is recorded',
        evidence: all.map(({ seq }) => seq),
      };
    });
  },
} as const satisfies Check<Options>;

interface Watched {
  readonly name: string;
  readonly container: ContainerAnalysis;
  readonly changes: Changes;
  /** False for a task's container whose slot has another task by now. */
  readonly current: boolean;
}

/** Returns whether what must be true of each single container is. */
function eachHolds({ is, always, eventually }: Options, period: Period, watched: Watched): boolean | undefined {
  const { changes, container } = watched;
  const last = changes.at(-1)?.status ?? container.lastState?.health;
  const had = statusesIn(watched, period);
  const others = always !== undefined && had.some((one) => one !== always);
  return allHold([
    always === undefined || (others ? false : had.length === 0 ? undefined : unlessUnseen(true, period)),
    eventually === undefined || had.includes(eventually) || unlessUnseen(false, period),
    is === undefined || !watched.current || (last === undefined || last === 'none' ? undefined : unlessUnseen(last === is, period)),
  ]);
}

/** Returns the statuses that a container had in the period: the one it came with, and those it came to. */
function statusesIn({ container, changes }: Watched, period: Period): string[] {
  const before = container.health.findLast(({ atMs }) => atMs < period.fromMs);
  return [...(before === undefined ? [] : [before]), ...changes].map(({ status: one }) => one);
}

/** The tasks of a slot come one after another, and so do their statuses. */
function orderHolds({ order }: Options, period: Period, each: readonly Watched[]): boolean | undefined {
  if (order === undefined) return true;
  const places = [...groupBy(each, ({ name, container }) => container.task ?? name).values()];
  const ordered = places.every((place) => {
    const changes = place.flatMap((watched) => watched.changes).toSorted((one, other) => one.seq - other.seq);
    return isSubsequence(
      order,
      changes.map(({ status: one }) => one),
    );
  });
  return ordered || unlessUnseen(false, period);
}

/** Of a service, those tasks are asked that became unhealthy: the ones that took their place, or were never sick, had no such failures. */
function failuresHold({ failures }: Options, analysis: Analysis, period: Period, each: readonly Watched[]): boolean | undefined {
  if (failures === undefined) return true;
  const found = each.map(({ name, container, changes }) => ({
    name,
    isTask: container.task !== undefined,
    sick: changes.find((change) => change.status === 'unhealthy'),
  }));
  const asked = found.some(({ sick }) => sick !== undefined) ? found.filter(({ sick, isTask }) => sick !== undefined || !isTask) : found;
  if (asked.length === 0) return unlessUnseen(false, period);
  return allHold(
    asked.map(({ name, sick }) =>
      unlessUnseen(sick !== undefined && holdsOver(exactly(failuresBefore(analysis.events, name, sick.seq)), failures), period),
    ),
  );
}

function unlessUnseen(holds: boolean | undefined, { unseen }: Period): boolean | undefined {
  return unseen === undefined ? holds : undefined;
}

function changesIn({ health: changes }: ContainerAnalysis, period: Period): Changes {
  return changes.filter(({ atMs }) => isWithin(period, atMs));
}

function describeWanted(options: Options): string {
  const { becomes, times: often, never, always, eventually, is, order, failures, within } = options;
  const parts = [
    ...(becomes === undefined ? [] : [`becomes ${becomes}, ${oftenText(often)}`]),
    ...(never === undefined ? [] : [`never ${never}`]),
    ...(always === undefined ? [] : [`always ${always}`]),
    ...(eventually === undefined ? [] : [`eventually ${eventually}`]),
    ...(is === undefined ? [] : [`${is} at the end`]),
    ...(order === undefined ? [] : [order.join(', then ')]),
    ...(failures === undefined ? [] : [`unhealthy after ${failures.text.replace(/^== /, '')} failures in a row`]),
  ].join(', ');
  return within === undefined ? parts : `${parts}, within ${within} ms`;
}

import { z } from 'zod';
import type { Analysis, ContainerAnalysis } from '../analysis/analysis.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds, oftenText, times } from './count-option.ts';
import { failuresBefore } from './health-failures.ts';
import { needsOneOf } from './needs-one-of.ts';
import { isWithin, periodOf, periodOptions, type Period } from './period.ts';
import { aboutSubject, subjectOptions, subjectPart } from './subject-options.ts';
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
    is: status().optional().describe('The status it must have at the end.'),
    order: z.array(status()).min(1).optional().describe('Statuses that it must come to in this order; others may lie between.'),
    failures: comparison('count').optional().describe('How many health checks failed in a row before it first became unhealthy.'),
  })
  .refine(...needsOneOf('becomes', 'never', 'is', 'order', 'failures'));

type Options = z.output<typeof schema>;
type Changes = ContainerAnalysis['health'];

/** What the engine's health checks said of a subject. */
export const health: Check<Options> = {
  name: 'health',
  summary: 'Which health statuses a container comes to, in which order, after how many failures, and which it never has.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    const question = { what: aboutSubject('health', options), of: options.of, during: options.during, expected: describeWanted(options) };
    return conclude(question, () => {
      const { of, containers } = subjectPart(analysis, options);
      const period = periodOf(analysis, options);
      const each = containers.map(([name, container]) => ({ name, container, changes: changesIn(container, period) }));
      const all = each.flatMap(({ changes }) => changes);
      const { becomes, never } = options;
      const count = (wanted: string) => all.filter((change) => change.status === wanted).length;
      const holds = allHold([
        ...(becomes === undefined ? [] : [countHolds(count(becomes), options.times, period)]),
        ...(never === undefined ? [] : [count(never) > 0 ? false : unlessUnseen(true, period)]),
        ...each.map(({ name, container, changes }) => eachHolds(options, analysis, period, { name, container, changes })),
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
};

interface Watched {
  readonly name: string;
  readonly container: ContainerAnalysis;
  readonly changes: Changes;
}

/** Returns whether what must be true of each single container is. */
function eachHolds({ is, order, failures }: Options, analysis: Analysis, period: Period, watched: Watched): boolean | undefined {
  const { changes, container } = watched;
  const last = changes.at(-1)?.status ?? container.lastState?.health;
  const ordered =
    order === undefined ||
    isSubsequence(
      order,
      changes.map(({ status: one }) => one),
    );
  return allHold([
    is === undefined || (last === undefined || last === 'none' ? undefined : unlessUnseen(last === is, period)),
    ordered || unlessUnseen(false, period),
    failures === undefined || failuresHold(failures, analysis, period, watched),
  ]);
}

function failuresHold(
  bound: NonNullable<Options['failures']>,
  analysis: Analysis,
  period: Period,
  { name, changes }: Watched,
): boolean | undefined {
  const unhealthy = changes.find((change) => change.status === 'unhealthy');
  if (unhealthy === undefined) return unlessUnseen(false, period);
  return unlessUnseen(holdsOver(exactly(failuresBefore(analysis.events, name, unhealthy.seq)), bound), period);
}

function unlessUnseen(holds: boolean | undefined, { unseen }: Period): boolean | undefined {
  return unseen === undefined ? holds : undefined;
}

function changesIn({ health: changes }: ContainerAnalysis, period: Period): Changes {
  return changes.filter(({ atMs }) => isWithin(period, atMs));
}

function describeWanted({ becomes, times: often, never, is, order, failures, within }: Options): string {
  const parts = [
    ...(becomes === undefined ? [] : [`becomes ${becomes}, ${oftenText(often)}`]),
    ...(never === undefined ? [] : [`never ${never}`]),
    ...(is === undefined ? [] : [`${is} at the end`]),
    ...(order === undefined ? [] : [order.join(', then ')]),
    ...(failures === undefined ? [] : [`unhealthy after ${failures.text.replace(/^== /, '')} failures in a row`]),
  ].join(', ');
  return within === undefined ? parts : `${parts}, within ${within} ms`;
}

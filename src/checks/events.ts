import { z } from 'zod';
import type { HistoryEventOf } from '../history/history-event.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds, oftenText, times } from './count-option.ts';
import { eventFits, eventPattern, eventText } from './event-pattern.ts';
import { needsOneOf } from './needs-one-of.ts';
import { isWithin, periodOf, periodOptions, type Period } from './period.ts';
import { aboutSubject, subjectOptions, subjectPart } from './subject-options.ts';
import { findSubsequence } from './subsequence.ts';
import { allHold } from './value-range.ts';

const schema = z
  .strictObject({
    ...subjectOptions(),
    ...periodOptions(),
    order: z.array(eventPattern()).min(1).optional().describe('Events that must come in this order; others may lie between.'),
    exactly: z.boolean().optional().describe('With `order`: nothing else may come, apart from exec_… events.'),
    never: z.array(eventPattern()).min(1).optional().describe('Events that must not come.'),
    action: eventPattern().optional().describe('An event that must come as often as `times` says.'),
    times: times(),
  })
  .refine(...needsOneOf('order', 'never', 'action'));

type Options = z.output<typeof schema>;
type Seen = HistoryEventOf<'engine-event'>;

/** Which events the engine sent about a subject, and in which order. */
export const events = {
  name: 'events',
  summary: 'Which events the engine sent about a container, and in which order.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    const question = { what: aboutSubject('events', options), of: options.of, during: options.during, expected: describeWanted(options) };
    return conclude(question, () => {
      const { of, containers } = subjectPart(analysis, options);
      const period = periodOf(analysis, options);
      const each = containers.map(([name]) =>
        analysis.events.filter(
          (event): event is Seen => event.type === 'engine-event' && event.container === name && isWithin(period, event.atMs),
        ),
      );
      const all = each.flat();
      const { action, never } = options;
      const forbidden = all.filter((event) => never?.some((pattern) => eventFits(pattern, event)));
      const counted = action === undefined ? [] : all.filter((event) => eventFits(action, event));
      const holds = allHold([
        orderHolds(options, each, period),
        never === undefined || (forbidden.length > 0 ? false : period.unseen === undefined || undefined),
        action === undefined || countHolds(counted.length, options.times, period),
      ]);
      const evidence = forbidden.length > 0 ? forbidden : counted.length > 0 ? counted : ordered(options, all);
      return { of, observed: describe(each), holds, doubt: period.unseen, evidence: evidence.map(({ seq }) => seq) };
    });
  },
} as const satisfies Check<Options>;

/** With several containers, the order must be that of one of them: which one a fault hit may be chance. */
function orderHolds({ order, exactly }: Options, each: readonly (readonly Seen[])[], { unseen }: Period): boolean | undefined {
  if (order === undefined) return true;
  const found = each.some((all) => {
    const seen = exactly === true ? all.filter(withoutExec) : all;
    return findSubsequence(order, seen, eventFits) !== undefined && (exactly !== true || seen.length === order.length);
  });
  // What is not seen could complete an order, and could spoil one that must be complete.
  if (unseen !== undefined && (exactly === true || !found)) return undefined;
  return found;
}

function ordered({ order = [] }: Options, all: readonly Seen[]): readonly Seen[] {
  const found = findSubsequence(order, all, eventFits);
  return found === undefined ? all.filter(withoutExec) : found.flatMap((position) => all[position] ?? []);
}

function withoutExec({ action }: Seen): boolean {
  return !action.startsWith('exec_');
}

function describe(each: readonly (readonly Seen[])[]): string {
  const texts = each.map((all) => all.filter(withoutExec).map(eventText).join(', '));
  return texts.map((text) => (text === '' ? 'none' : text)).join('; ');
}

function describeWanted({ order, exactly, never, action, times: often }: Options): string {
  return [
    ...(order === undefined ? [] : [`${order.join(', then ')}${exactly === true ? ' and nothing else' : ''}`]),
    ...(never === undefined ? [] : [`never ${never.join(', never ')}`]),
    ...(action === undefined ? [] : [`${action}, ${oftenText(often)}`]),
  ].join(', ');
}

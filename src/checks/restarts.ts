import { z } from 'zod';
import { comparison } from '../scenario/options/comparison.ts';
import { backOff, backOffHolds, backOffText, waitsText } from './back-off.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds } from './count-option.ts';
import { isWithin, periodOf, periodOptions } from './period.ts';
import { aboutSubject, subjectOptions, subjectPart } from './subject-options.ts';
import { allHold } from './value-range.ts';

const schema = z.strictObject({
  ...subjectOptions(),
  ...periodOptions(),
  is: comparison('count'),
  by: z.enum(['policy', 'autoheal']).optional().describe("Only the restart policy's, or only autoheal's (default: both)."),
  backoff: backOff().optional().describe('How long the engine waited from a death to the next start.'),
});

/** How often a subject was started again without a step asking for it. */
export const restarts: Check<z.output<typeof schema>> = {
  name: 'restarts',
  summary: 'How often a container was started again by its restart policy or by autoheal, and how long that took.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    const { backoff, by, is } = options;
    const question = {
      what: aboutSubject(by === undefined ? 'restarts' : `restarts by ${by}`, options),
      of: options.of,
      during: options.during,
      expected: backoff === undefined ? is.text : `${is.text}, ${backOffText(backoff)}`,
    };
    return conclude(question, () => {
      const { of, containers } = subjectPart(analysis, options);
      const period = periodOf(analysis, options);
      const counted = containers.map(([, container]) => ({
        container,
        restarts: container.restarts.filter((one) => isWithin(period, one.atMs) && (by === undefined || one.by === by)),
      }));
      const all = counted.flatMap((one) => one.restarts);
      const waits = backoff === undefined || all.length === 0 ? '' : ` (after ${waitsText(all)})`;
      const backOffs = backoff === undefined ? [] : counted.map((one) => backOffHolds(one.container, one.restarts, backoff));
      const count = countHolds(all.length, is, period);
      return {
        of,
        observed: `${all.length}${waits}`,
        holds: allHold([count, ...backOffs]),
        doubt: period.unseen ?? 'a death before a restart was not seen',
        evidence: all.map(({ seq }) => seq),
      };
    });
  },
};

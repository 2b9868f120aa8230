import { z } from 'zod';
import { pattern } from '../scenario/options/pattern.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds, oftenText, times } from './count-option.ts';
import { isWithin, periodOf, periodOptions } from './period.ts';
import { plural } from './plural.ts';
import { aboutSubject, subjectOptions, subjectPart } from './subject-options.ts';

const schema = z.strictObject({
  ...subjectOptions(),
  ...periodOptions(),
  matches: pattern().describe('A regular expression that a line must match.'),
  times: times(),
});

/** How often a line of a subject's output matches. */
export const logs = {
  name: 'logs',
  summary: 'How many lines of the output match a pattern.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    const expected = `/${options.matches}/, ${oftenText(options.times)}`;
    return conclude({ what: aboutSubject('output', options), of: options.of, during: options.during, expected }, () => {
      const { of, containers } = subjectPart(analysis, options);
      const names = new Set(containers.map(([name]) => name));
      // Output is followed apart from the engine's events, so a gap in those hides no line.
      const period = periodOf({ ...analysis, gaps: [] }, options);
      const regex = new RegExp(options.matches);
      const own = analysis.events.filter((event) => event.type === 'log' && names.has(event.container) && isWithin(period, event.atMs));
      const matching = own.filter((event) => event.type === 'log' && regex.test(event.text));
      const truncated = analysis.events.find((event) => event.type === 'log-truncated' && names.has(event.container));
      const unseen = truncated ? 'the output was longer than what is kept' : period.unseen;
      return {
        of,
        observed: `${plural(matching.length, 'time')} in ${plural(own.length, 'line')}`,
        holds: countHolds(matching.length, options.times, unseen === undefined ? {} : { unseen }),
        doubt: unseen,
        evidence: [...matching.slice(0, 3), ...(truncated ? [truncated] : [])].map(({ seq }) => seq),
      };
    });
  },
} as const satisfies Check<z.output<typeof schema>>;

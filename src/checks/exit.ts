import { z } from 'zod';
import type { Exit } from '../analysis/analysis.ts';
import { signalName } from '../scenario/options/signal-name.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { countHolds, oftenText, times } from './count-option.ts';
import { isWithin, periodOf, periodOptions } from './period.ts';
import { plural } from './plural.ts';
import { aboutSubject, subjectOptions, subjectPart } from './subject-options.ts';

const schema = z.strictObject({
  ...subjectOptions(),
  ...periodOptions(),
  code: z.int().min(0).max(255).optional().describe('The exit code.'),
  signal: signalName().optional().describe('The signal that the exit code stands for (128 + its number).'),
  oom: z.boolean().optional().describe("Whether the kernel's OOM killer had struck in this life."),
  times: times(),
});

type Options = z.output<typeof schema>;

/** How often a subject's process ended in a certain way. */
export const exit = {
  name: 'exit',
  summary: 'How often a process ended, and with which exit code, signal or out-of-memory kill.',
  schema,
  of: 'subject',
  about: 'events',
  judge(options, analysis) {
    const wanted = describeWanted(options);
    const question = {
      what: aboutSubject('exits', options),
      of: options.of,
      during: options.during,
      expected: `${wanted}, ${oftenText(options.times)}`,
    };
    return conclude(question, () => {
      const { of, containers } = subjectPart(analysis, options);
      const period = periodOf(analysis, options);
      const exits = containers.flatMap(([, container]) => container.exits).filter(({ atMs }) => isWithin(period, atMs));
      const matching = exits.filter((one) => matches(one, options));
      const others = exits.filter((one) => !matching.includes(one));
      return {
        of,
        observed: describe(matching, others),
        holds: countHolds(matching.length, options.times, period),
        doubt: period.unseen,
        evidence: [...matching, ...others].map(({ seq }) => seq),
      };
    });
  },
} as const satisfies Check<Options>;

function matches(one: Exit, { code, signal, oom }: Options): boolean {
  return (
    (code === undefined || one.code === code) &&
    (signal === undefined || one.signal === signal) &&
    (oom === undefined || one.oomKilled === oom)
  );
}

function describeWanted({ code, signal, oom }: Options): string {
  const oomText = oom === undefined ? [] : [oom ? 'out of memory' : 'not out of memory'];
  const parts = [...(code === undefined ? [] : [`code ${code}`]), ...(signal === undefined ? [] : [signal]), ...oomText];
  return parts.length === 0 ? 'any exit' : parts.join(', ');
}

function describe(matching: readonly Exit[], others: readonly Exit[]): string {
  if (matching.length + others.length === 0) return 'no exit';
  const rest = [...new Set(others.map(exitText))].join('; ');
  return `${plural(matching.length, 'time')}${rest === '' ? '' : ` (${matching.length === 0 ? 'but' : 'also'} ${rest})`}`;
}

function exitText({ code, signal, oomKilled }: Exit): string {
  const codeText = Number.isNaN(code) ? 'unknown code' : `code ${code}`;
  return `${codeText}${signal === undefined ? '' : ` ${signal}`}${oomKilled ? ', out of memory' : ''}`;
}

import { z } from 'zod';
import type { ServiceAnalysis } from '../analysis/analysis.ts';
import { satisfies } from '../scenario/comparison.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { conclude } from './conclude.ts';
import { formatMs } from './format-value.ts';
import { ofService, servicePart } from './service-options.ts';
import { formText, onlyOneForm, overTime, temporalOptions, type OverTime } from './temporal.ts';

const schema = z.strictObject({ of: ofService(), is: comparison('count'), ...temporalOptions() }).refine(...onlyOneForm());

/** How many tasks of a service run, at the end or over time. */
export const replicas = {
  name: 'replicas',
  summary: 'How many tasks of a service run: at the end, within a time, always or never.',
  schema,
  of: 'service',
  about: 'events',
  judge(options, analysis) {
    const of = options.of === undefined ? '' : ` of ${options.of}`;
    const during = options.during === undefined ? '' : ` during ${options.during}`;
    const question = {
      what: `The running tasks${of}${during}`,
      of: options.of,
      during: options.during,
      expected: `${formText(options)}${options.is.text}`,
    };
    return conclude(question, () => {
      const { of: name, service } = servicePart(analysis, options.of);
      const series = seriesOf(service).map(({ atMs, total, seq }) => ({ atMs, holds: satisfies(total, options.is), seq }));
      const found = overTime(series, options, analysis);
      return { of: name, observed: describe(service, found), holds: found.holds, doubt: found.doubt, evidence: found.evidence };
    });
  },
} as const satisfies Check<z.output<typeof schema>>;

/** None ran before the first one did. */
function seriesOf({ running }: ServiceAnalysis): ServiceAnalysis['running'] {
  return [{ atMs: Number.NEGATIVE_INFINITY, total: 0, byVersion: {}, seq: 0 }, ...running];
}

function describe(service: ServiceAnalysis, { span, atMs }: OverTime): string {
  const series = seriesOf(service);
  const counts = [
    series.findLast((one) => one.atMs <= span.fromMs),
    ...series.filter((one) => one.atMs > span.fromMs && one.atMs < span.untilMs),
  ].flatMap((one) => one?.total ?? []);
  const last = counts.at(-1) ?? 0;
  const range = `${last} at the end (between ${Math.min(...counts)} and ${Math.max(...counts)})`;
  return atMs === undefined ? range : `${range}, decided at ${formatMs(atMs)}`;
}

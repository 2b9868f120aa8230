import { z } from 'zod';
import type { LoadFigures } from '../analysis/analysis.ts';
import { figures } from '../analysis/figures.ts';
import { percentiles } from '../analysis/percentiles.ts';
import { possibleLatencies } from '../analysis/possible-latencies.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { formatMs } from './format-value.ts';
import { aboutLoad, loadOptions, measuredPart } from './load-options.ts';
import { needsOneOf } from './needs-one-of.ts';
import { spoiledDoubt, spoiledEvidence } from './spoiled-evidence.ts';
import { allHold, holdsOver } from './value-range.ts';

const percentileNames = ['p50', 'p90', 'p99', 'p999', 'max'] as const satisfies readonly (keyof LoadFigures['latencyMs'])[];

const schema = z
  .strictObject({
    ...loadOptions(),
    p50: comparison('ms').optional(),
    p90: comparison('ms').optional(),
    p99: comparison('ms').optional(),
    p999: comparison('ms').optional(),
    max: comparison('ms').optional(),
  })
  .refine(...needsOneOf('p50', 'p90', 'p99', 'p999', 'max'));

/** How long answers took from the time they were due; a timeout counts as the deadline. */
export const latency = {
  name: 'latency',
  summary: 'How long answers took from the time they were due; a timeout counts as the deadline.',
  schema,
  of: 'load',
  judge(options, analysis) {
    const bounds = percentileNames.flatMap((name) => {
      const bound = options[name];
      return bound === undefined ? [] : [{ name, bound }];
    });
    const expected = bounds.map(({ name, bound }) => `${name} ${bound.text}`).join(', ');
    return conclude({ what: aboutLoad('latency', options, analysis), of: options.of, during: options.during, expected }, () => {
      const part = measuredPart(analysis, options);
      const { low, high, n, unknown } = possibleLatencies(part.stream, part.window);
      if (n === 0) throw new CannotTell('nothing was answered then');
      const [atBest, atWorst] = [percentiles(low), percentiles(high)];
      const holds = allHold(bounds.map(({ name, bound }) => holdsOver({ low: atBest[name], high: atWorst[name] }, bound)));
      const measured = figures(part.stream, part.window).latencyMs;
      return {
        of: part.of,
        observed: `${bounds.map(({ name }) => `${name} ${formatMs(measured[name])}`).join(', ')} (n=${n})`,
        holds,
        doubt: spoiledDoubt(unknown, part),
        evidence: holds === undefined ? spoiledEvidence(part.stream, part.window) : [],
      };
    });
  },
} as const satisfies Check<z.output<typeof schema>>;

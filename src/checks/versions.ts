import { z } from 'zod';
import { requestRange } from '../analysis/request-range.ts';
import { certainStates, requestState } from '../analysis/request-states.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { formatShare } from './format-value.ts';
import { aboutLoad, loadOptions, measuredPart, type MeasuredPart } from './load-options.ts';
import { needsOneOf } from './needs-one-of.ts';
import { spoiledDoubt, spoiledEvidence } from './spoiled-evidence.ts';
import { allHold, holdsOver } from './value-range.ts';

const versionList = () => z.array(z.string().min(1)).min(1);

const schema = z
  .strictObject({
    ...loadOptions(),
    share: z.record(z.string(), comparison('share')).optional().describe('By version: its share of the responses that told one.'),
    present: versionList().optional().describe('Versions of which at least one response came.'),
    absent: versionList().optional().describe('Versions of which no response came.'),
  })
  .refine(...needsOneOf('share', 'present', 'absent'));

/** Which versions of the application answered. */
export const versions: Check<z.output<typeof schema>> = {
  name: 'versions',
  summary: 'Which versions of the application answered, and how many of the responses each gave.',
  schema,
  of: 'load',
  judge(options, analysis) {
    const { share = {}, present = [], absent = [] } = options;
    const expected = [
      ...Object.entries(share).map(([version, { text }]) => `version ${version} ${text}`),
      ...present.map((version) => `version ${version}`),
      ...absent.map((version) => `no version ${version}`),
    ].join(', ');
    return conclude({ what: aboutLoad('versions', options, analysis), of: options.of, during: options.during, expected }, () => {
      const part = measuredPart(analysis, options);
      const { counts, told, unknown } = countVersions(part);
      if (told + unknown === 0) throw new CannotTell('no response told a version then');
      const of = (version: string) => counts.get(version) ?? 0;
      const rangeOf = (version: string) => ({
        low: of(version) / (told + unknown),
        high: (of(version) + unknown) / (told + unknown),
      });
      const holds = allHold([
        ...Object.entries(share).map(([version, bound]) => holdsOver(rangeOf(version), bound)),
        ...present.map((version) => of(version) > 0 || (unknown > 0 ? undefined : false)),
        ...absent.map((version) => (of(version) > 0 ? false : unknown > 0 ? undefined : true)),
      ]);
      const shares = [...counts].map(([version, count]) => `version ${version} ${formatShare(count / told)}`);
      return {
        of: part.of,
        observed: `${shares.length === 0 ? 'none' : shares.join(', ')} (n=${told})`,
        holds,
        doubt: spoiledDoubt(unknown),
        evidence: holds === undefined ? spoiledEvidence(part.stream, part.window) : [],
      };
    });
  },
};

/** Returns the responses by version; `unknown` are requests that the harness spoiled, which another time might have told any. */
function countVersions({ stream, window }: MeasuredPart): { counts: Map<string, number>; told: number; unknown: number } {
  const { requests } = stream;
  const { from, until } = requestRange(requests, window);
  const states = certainStates(stream);
  const counts = new Map<string, number>();
  let told = 0;
  let unknown = 0;
  for (let row = from; row < until; row += 1) {
    const name = requests.versionNames[(requests.version[row] ?? 0) - 1];
    if (states[row] === requestState.unknown) unknown += 1;
    else if (name !== undefined) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      told += 1;
    }
  }
  return { counts, told, unknown };
}

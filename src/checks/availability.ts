import { z } from 'zod';
import { requestRange } from '../analysis/request-range.ts';
import { certainStates, requestState } from '../analysis/request-states.ts';
import { classCode } from '../analysis/class-code.ts';
import { figures } from '../analysis/figures.ts';
import { countRest, restIn } from '../analysis/rest-requests.ts';
import { overlaps } from '../analysis/windows.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { formatMs, formatShare } from './format-value.ts';
import { aboutLoad, loadOptions, measuredPart, type MeasuredPart } from './load-options.ts';
import { spoiledDoubt, spoiledEvidence } from './spoiled-evidence.ts';
import { holdsOver, type ValueRange } from './value-range.ts';

const schema = z.strictObject({ ...loadOptions(), is: comparison('share') });

/** The share of due requests that were answered as expected within their deadline. */
export const availability = {
  name: 'availability',
  summary: 'The share of requests answered as expected within their deadline.',
  schema,
  of: 'load',
  judge(options, analysis) {
    const question = {
      what: aboutLoad('availability', options, analysis),
      of: options.of,
      during: options.during,
      expected: options.is.text,
    };
    return conclude(question, () => {
      const part = measuredPart(analysis, options);
      const { of, stream, window } = part;
      const { due, ok, failed, availability: share, schedule } = figures(stream, window);
      if (due === 0) throw new CannotTell('no request was due then');
      const range = possibleShares(part);
      const holds = holdsOver(range, options.is);
      const unsent = schedule.unsent === 0 ? '' : `, ${schedule.unsent} never sent`;
      const deadline = formatMs(stream.timeoutMs);
      const observed = Number.isNaN(share) ? 'nothing sent' : formatShare(share);
      return {
        of,
        observed: `${observed} (${ok} of ${ok + failed}, deadline ${deadline}${unsent})`,
        holds,
        doubt: spoiledDoubt(range.unknown, part),
        evidence: holds === undefined ? spoiledEvidence(stream, window) : causes(part),
      };
    });
  },
} as const satisfies Check<z.output<typeof schema>>;

/** Returns between which shares the truth lies, whatever became of the requests that the harness spoiled. */
export function possibleShares({ stream, window }: Pick<MeasuredPart, 'stream' | 'window'>): ValueRange & { readonly unknown: number } {
  const { from, until } = requestRange(stream.requests, window);
  const states = certainStates(stream).subarray(from, until);
  const count = (wanted: number) => states.reduce((sum, state) => sum + (state === wanted ? 1 : 0), 0);
  const rest = restIn(stream.requests, window);
  const ok = count(requestState.ok) + countRest(rest.filter(({ of }) => of.class === classCode('ok')));
  const unknown = count(requestState.unknown);
  const due = states.length + countRest(rest);
  return { low: ok / due, high: (ok + unknown) / due, unknown };
}

function causes({ stream, window }: MeasuredPart): number[] {
  return stream.outages.filter((outage) => overlaps(outage, window)).flatMap(({ cause }) => cause?.seq ?? []);
}

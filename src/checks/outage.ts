import { z } from 'zod';
import type { Outage, StreamAnalysis, Window } from '../analysis/analysis.ts';
import { findOutages } from '../analysis/outages.ts';
import { requestRange } from '../analysis/request-range.ts';
import { restIn } from '../analysis/rest-requests.ts';
import { assumeUnknown, certainStates, requestState } from '../analysis/request-states.ts';
import { overlaps } from '../analysis/windows.ts';
import { comparison } from '../scenario/options/comparison.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { formatMs } from './format-value.ts';
import { aboutLoad, loadOptions, measuredPart, type MeasuredPart } from './load-options.ts';
import { needsOneOf } from './needs-one-of.ts';
import { plural } from './plural.ts';
import { spoiledDoubt, spoiledEvidence } from './spoiled-evidence.ts';
import { allHold, holdsOver, type ValueRange } from './value-range.ts';

const schema = z
  .strictObject({
    ...loadOptions(),
    longest: comparison('ms').optional().describe('Length of the longest outage; 0 when there was none.'),
    total: comparison('ms').optional().describe('Length of all outages together.'),
    count: comparison('count').optional().describe('How many outages there were.'),
  })
  .refine(...needsOneOf('longest', 'total', 'count'));

/** How long requests failed without one succeeding in between. */
export const outage = {
  name: 'outage',
  summary: 'Length and number of outages: runs of consecutive requests that failed.',
  schema,
  of: 'load',
  judge(options, analysis) {
    const bounds = (['longest', 'total', 'count'] as const).flatMap((name) => {
      const bound = options[name];
      return bound === undefined ? [] : [{ name, bound }];
    });
    const expected = bounds.map(({ name, bound }) => `${name} ${bound.text}`).join(', ');
    const question = { what: aboutLoad('outages', options, analysis), of: options.of, during: options.during, expected };
    return conclude(question, () => {
      const { of, stream, window } = measuredPart(analysis, options);
      if (nothingDue(stream, window)) throw new CannotTell('no request was due then');
      const possible = possibleOutages(stream, window);
      const holds = allHold(bounds.map(({ name, bound }) => holdsOver(possible[name], bound)));
      const measured = stream.outages.filter((one) => overlaps(one, window));
      return {
        of,
        observed: describe(measured),
        holds,
        doubt: doubtOf(measured, possible.unknown, { stream, window }),
        evidence: holds === undefined ? spoiledEvidence(stream, window) : measured.flatMap(({ cause }) => cause?.seq ?? []),
      };
    });
  },
} as const satisfies Check<z.output<typeof schema>>;

function nothingDue({ requests }: StreamAnalysis, window: Window): boolean {
  const { from, until } = requestRange(requests, window);
  return until === from && restIn(requests, window).length === 0;
}

function doubtOf(measured: readonly Outage[], unknown: number, part: Pick<MeasuredPart, 'stream' | 'window'>): string {
  const open = measured.some((one) => one.open) ? ['the load ended before a request succeeded again'] : [];
  return [...open, ...(unknown > 0 || open.length === 0 ? [spoiledDoubt(unknown, part)] : [])].join(', and ');
}

interface Possible {
  readonly longest: ValueRange;
  readonly total: ValueRange;
  readonly count: ValueRange;
  readonly unknown: number;
}

/** Returns between which bounds the truth lies, whatever became of the requests that the harness spoiled, and how an open outage went on. */
function possibleOutages(stream: StreamAnalysis, window: Window): Possible {
  const states = certainStates(stream);
  const inWindow = (outages: readonly Outage[]) => outages.filter((one) => overlaps(one, window));
  const fewest = inWindow(findOutages(stream, assumeUnknown(states, 'ok')));
  const most = inWindow(findOutages(stream, assumeUnknown(states, 'failed')));
  const open = most.some((one) => one.open);
  const { unknown, groups } = unknownIn(stream, states, window);
  // Unknown requests between two failed ones may join two outages to one, or make one of their own.
  const joined = inWindow(findOutages(stream, states)).length;
  return {
    longest: { low: longest(fewest), high: open ? Infinity : longest(most) },
    total: { low: total(fewest), high: open ? Infinity : total(most) },
    count: { low: Math.min(joined, fewest.length), high: fewest.length + groups },
    unknown,
  };
}

function unknownIn({ requests }: StreamAnalysis, states: Uint8Array, window: Window): { unknown: number; groups: number } {
  const { from, until } = requestRange(requests, window);
  let unknown = 0;
  let groups = 0;
  for (let row = from; row < until; row += 1) {
    if (states[row] !== requestState.unknown) continue;
    unknown += 1;
    if (row === from || states[row - 1] !== requestState.unknown) groups += 1;
  }
  return { unknown, groups };
}

const longest = (outages: readonly Outage[]) => outages.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
const total = (outages: readonly Outage[]) => outages.reduce((sum, { durationMs }) => sum + durationMs, 0);

function describe(outages: readonly Outage[]): string {
  const worst = outages.toSorted((left, right) => right.durationMs - left.durationMs)[0];
  if (worst === undefined) return 'none';
  const length = `${worst.open ? 'at least ' : ''}${formatMs(worst.durationMs)} ± ${formatMs(worst.uncertaintyMs)}`;
  const failed = `${plural(worst.failed, 'request')} failed`;
  return outages.length === 1
    ? `1, ${length} (${failed})`
    : `${outages.length}, the longest ${length} (${failed}), together ${formatMs(total(outages))}`;
}

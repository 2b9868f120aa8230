import { z } from 'zod';
import type { Analysis, LoadAnalysis, RecoveryAnalysis } from '../analysis/analysis.ts';
import { findOutages } from '../analysis/outages.ts';
import { recoveryOf } from '../analysis/recovery.ts';
import { assumeUnknown, certainStates } from '../analysis/request-states.ts';
import { readComparison } from '../scenario/options/comparison.ts';
import { textOption } from '../scenario/options/text-option.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { isCut } from './during.ts';
import { endedText } from './ended-text.ts';
import { formatMs } from './format-value.ts';
import { reasonOf } from './spoiled-evidence.ts';
import { allHold, holdsOver } from './value-range.ts';

/** A duration, meaning at most that long, or a comparison. */
const bound = () =>
  textOption(
    {
      expected: 'a duration such as `5s`, or a comparison such as `< 5s`',
      description: 'The longest it may take, such as 5s; or a comparison.',
      examples: ['5s', '<= 500ms'],
    },
    (text) => readComparison(/^[<>=!]/.test(text) ? text : `<= ${text}`, 'ms'),
  );

const schema = z.strictObject({
  within: bound(),
  after: z.string().min(1).optional().describe('Only from faults of this kind, or of the step with this label (default: every fault).'),
});

/** How long it takes from a fault to the lasting return of the steady state. */
export const recovery = {
  name: 'recovery',
  summary: 'How long it takes from a fault to the lasting return of the steady state.',
  schema,
  of: 'none',
  judge({ within, after }, analysis) {
    const what = after === undefined ? 'Recovery' : `Recovery after ${after}`;
    return conclude({ what, expected: within.text }, () => {
      if (Object.keys(analysis.load).length === 0 && analysis.steadyStates.every(({ moment }) => moment !== 'after')) {
        throw new CannotTell('there is neither a load nor a steady state that could return');
      }
      const wanted = (one: RecoveryAnalysis) => after === undefined || one.fault === after || labelOf(analysis, one) === after;
      const measured = analysis.recovery.filter(wanted);
      if (measured.length === 0) throw new CannotTell(after === undefined ? 'no fault was injected' : `no fault ${after} was injected`);
      const soonest = recoveryOf({
        ...analysis,
        steadyStates: analysis.steadyStates.map(soonestOf),
        load: assuming(analysis.load, 'ok'),
      }).filter(wanted);
      const latest = recoveryOf({ ...analysis, load: assuming(analysis.load, 'failed') }).filter(wanted);
      const streams = Object.values(analysis.load).flatMap((load) => load.streams);
      const sinceFirst = { fromMs: Math.min(...measured.map(({ faultMs }) => faultMs)), untilMs: Infinity };
      const cut = isCut(analysis, 'recovery');
      const holds = soonest.map(({ durationMs: low = Infinity, measured: known }, index) => {
        if (!known) return undefined;
        const high = latest[index]?.durationMs ?? Infinity;
        return holdsOver({ low: cut && low === Infinity ? 0 : low, high: cut ? Infinity : high }, within);
      });
      return {
        observed: measured.map(describe).join('; '),
        holds: allHold(holds),
        doubt: cut
          ? endedText(analysis.ended)
          : measured.some((one) => !one.measured)
            ? 'nothing was measured after a fault'
            : `requests that the harness itself sent late or not at all would decide it${reasonOf(streams, sinceFirst)}`,
        evidence: measured.flatMap((one) => stepOf(analysis, one)?.seq ?? []),
      };
    });
  },
} as const satisfies Check<z.output<typeof schema>>;

/** A busy machine may have kept the load from measuring when the steady state came back. */
function soonestOf(state: Analysis['steadyStates'][number]): Analysis['steadyStates'][number] {
  return state.perhapsSinceMs === undefined ? state : { ...state, held: true, atMs: state.perhapsSinceMs };
}

function assuming(loads: Analysis['load'], as: 'ok' | 'failed'): Analysis['load'] {
  const assumed = (load: LoadAnalysis): LoadAnalysis => ({
    ...load,
    streams: load.streams.map((stream) => ({ ...stream, outages: findOutages(stream, assumeUnknown(certainStates(stream), as)) })),
  });
  return Object.fromEntries(Object.entries(loads).map(([name, load]) => [name, assumed(load)]));
}

function stepOf({ steps }: Analysis, { step, faultMs }: RecoveryAnalysis) {
  return steps.find((one) => one.step === step && one.atMs === faultMs);
}

function labelOf(analysis: Analysis, one: RecoveryAnalysis): string | undefined {
  return stepOf(analysis, one)?.label;
}

function describe({ fault, durationMs, measured }: RecoveryAnalysis): string {
  if (!measured) return `not known after ${fault}`;
  return durationMs === undefined ? `not recovered from ${fault}` : `${formatMs(durationMs)} after ${fault}`;
}

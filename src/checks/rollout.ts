import { z } from 'zod';
import type { Analysis, RolloutAnalysis } from '../analysis/analysis.ts';
import { comparison } from '../scenario/options/comparison.ts';
import { duration } from '../scenario/options/duration.ts';
import type { Check } from './check.ts';
import { CannotTell, conclude } from './conclude.ts';
import { isCut } from './during.ts';
import { formatMs } from './format-value.ts';
import { needsOneOf } from './needs-one-of.ts';
import { plural } from './plural.ts';
import { ofService, servicePart } from './service-options.ts';
import { allHold, exactly, holdsOver, type ValueRange } from './value-range.ts';

const states = ['updating', 'paused', 'completed', 'rollback_started', 'rollback_paused', 'rollback_completed'] as const;

const schema = z
  .strictObject({
    of: ofService(),
    which: z
      .union([z.enum(['first', 'last']), z.int().min(1)])
      .default('last')
      .describe('The last rollout (default), the first, or the n-th, from 1. A rollback is one of its own.'),
    state: z.enum(states).optional().describe("The state in which it ended, in Docker's words."),
    within: duration().optional().describe('It must have ended this long after it began.'),
    duration: comparison('ms').optional().describe('How long it took.'),
    batches: comparison('count').optional().describe('In how many batches tasks were replaced.'),
    batch_size: comparison('count').optional().describe('How many tasks each batch had.'),
    max_down: comparison('count').optional().describe('The most of the wanted tasks that were not running at one instant.'),
  })
  .refine(...needsOneOf('state', 'within', 'duration', 'batches', 'batch_size', 'max_down'));

type Options = z.output<typeof schema>;

/** How a service's update or rollback went. */
export const rollout = {
  name: 'rollout',
  summary: "How a service's update or rollback ended, how long it took, in which batches, and how many tasks were down at once.",
  schema,
  of: 'service',
  about: 'events',
  judge(options, analysis) {
    const which = options.which === 'last' ? 'last rollout' : options.which === 'first' ? 'first rollout' : `rollout ${options.which}`;
    const of = options.of === undefined ? '' : ` of ${options.of}`;
    return conclude({ what: `The ${which}${of}`, of: options.of, expected: describeWanted(options) }, () => {
      const { of: name, service } = servicePart(analysis, options.of);
      const found = choose(service.rollouts, options.which);
      const unseen = unseenOf(analysis, found);
      if (found === undefined) {
        if (unseen !== undefined) throw new CannotTell(unseen);
        return { of: name, observed: `${plural(service.rollouts.length, 'rollout')} seen`, holds: false };
      }
      return {
        of: name,
        observed: describe(found),
        holds: rolloutHolds(options, found, analysis, unseen !== undefined),
        doubt: unseen ?? 'it was still going on',
        evidence: found.transitions.map(({ seq }) => seq),
      };
    });
  },
} as const satisfies Check<Options>;

function choose(rollouts: readonly RolloutAnalysis[], which: Options['which']): RolloutAnalysis | undefined {
  return which === 'last' ? rollouts.at(-1) : rollouts[which === 'first' ? 0 : which - 1];
}

/** What Swarm said last stands, whatever was missed before, but not while it may have gone on. */
function unseenOf(analysis: Analysis, found: RolloutAnalysis | undefined): string | undefined {
  const gap = analysis.gaps.find(({ untilMs }) => untilMs > (found?.startedMs ?? 0));
  if (gap !== undefined) return `the engine's event stream has a gap from ${formatMs(gap.fromMs)} to ${formatMs(gap.untilMs)}`;
  return isCut(analysis, 'run') && found?.endedMs === undefined ? `the run ended early (${analysis.ended})` : undefined;
}

function rolloutHolds(options: Options, found: RolloutAnalysis, analysis: Analysis, unseen: boolean): boolean | undefined {
  const { state, within, duration: length, batches, batch_size: size, max_down: down } = options;
  const soFarMs = (analysis.windows.run?.untilMs ?? analysis.durationMs) - found.startedMs;
  const tookMs = found.endedMs === undefined ? { low: soFarMs, high: Infinity } : exactly(found.endedMs - found.startedMs);
  const open = unseen || found.endedMs === undefined;
  const atLeast = (value: number): ValueRange => ({ low: value, high: open ? Infinity : value });
  return allHold([
    state === undefined || (unseen && found.state !== state ? undefined : found.state === state),
    within === undefined || holdsOver(tookMs, { operator: '<=', value: within, unit: 'ms', text: '' }),
    length === undefined || holdsOver(tookMs, length),
    batches === undefined || holdsOver(atLeast(found.batches.length), batches),
    ...(size === undefined ? [] : found.batches.map(({ tasks }) => holdsOver(exactly(tasks.length), size))),
    size === undefined || found.batches.length > 0 || (open ? undefined : false),
    down === undefined || holdsOver(atLeast(found.maxDown), down),
  ]);
}

function describeWanted({ state, within, duration: length, batches, batch_size: size, max_down: down }: Options): string {
  return [
    ...(state === undefined ? [] : [state]),
    ...(within === undefined ? [] : [`within ${formatMs(within)}`]),
    ...(length === undefined ? [] : [`duration ${length.text}`]),
    ...(batches === undefined ? [] : [`batches ${batches.text}`]),
    ...(size === undefined ? [] : [`each of size ${size.text}`]),
    ...(down === undefined ? [] : [`down at once ${down.text}`]),
  ].join(', ');
}

function describe({ state, message, startedMs, endedMs, batches, maxDown }: RolloutAnalysis): string {
  const sizes = batches.length === 0 ? 'no task replaced' : `${plural(batches.length, 'batch')} of ${batches.map(sizeOf).join(', ')}`;
  const length = endedMs === undefined ? 'not ended' : `after ${formatMs(endedMs - startedMs)}`;
  const words = state === 'completed' || message === '' ? '' : ` ("${message}")`;
  return `${state}${words} ${length}, ${sizes.replace('batchs', 'batches')}, at most ${plural(maxDown, 'task')} down`;
}

function sizeOf({ tasks }: RolloutAnalysis['batches'][number]): string {
  return String(tasks.length);
}

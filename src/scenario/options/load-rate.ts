import { z } from 'zod';
import { duration } from './duration.ts';
import { issueText, quoteValue } from './issue-text.ts';
import { joinStages, type LoadRate, type WrittenStage } from './join-stages.ts';
import { rampStart, rate } from './rate.ts';
import { readInto } from './text-option.ts';

const RAMP = '`{ from: 50/s, to: 500/s, over: 30s }`';
const PLATEAU = '`{ at: 500/s, for: 10s }`';

const length = () => duration().refine((ms) => ms > 0, issueText('no time at all', 'write a duration above 0, such as `30s`'));

const stage = z
  .strictObject({
    from: rampStart().optional().describe('The rate at the beginning of a ramp (default: where the stage before ended); 0/s is allowed.'),
    to: rate().optional().describe('The rate at the end of a ramp.'),
    over: length().optional().describe('How long the ramp takes.'),
    at: rate().optional().describe('A constant rate.'),
    for: length().optional().describe('How long the constant rate lasts.'),
  })
  .superRefine(({ from, to, over, at, for: lasting }, context) => {
    const complain = (message: string, fix: string) => context.addIssue({ code: 'custom', message: issueText(message, fix) });
    if (at === undefined && to === undefined) complain('a stage needs `to` or `at`', `write a ramp ${RAMP}, or a constant rate ${PLATEAU}`);
    else if (at !== undefined && (from ?? to ?? over) !== undefined)
      complain('`at` is a constant rate: `from`, `to` and `over` belong to a ramp', `write ${PLATEAU}, or ${RAMP}`);
    else if (at !== undefined && lasting === undefined)
      complain('`at` needs `for`', `write how long, as in ${PLATEAU}; after the last stage its rate is kept`);
    else if (to !== undefined && (over === undefined || lasting !== undefined))
      complain('a ramp needs `over`, and no `for`', `write how long it takes, as in ${RAMP}`);
  })
  .transform(({ from, to, over, at, for: lasting }): WrittenStage => {
    if (at !== undefined) return { fromPerSecond: at, toPerSecond: at, forMs: lasting ?? 0 };
    return { ...(from !== undefined && { fromPerSecond: from }), toPerSecond: to ?? 0, forMs: over ?? 0 };
  });

/** Returns a schema for how fast a load sends: a rate, or a list of stages; gives the highest rate and the stages. */
export function loadRate() {
  const stages = z
    .array(stage)
    .min(1, issueText('there is no stage in the list', `write one, such as ${RAMP}`))
    .transform((written, context) => readInto(context, written, joinStages));
  return z
    .union([rate(), stages], {
      error: ({ input }) => complaint(input),
    })
    .describe('Requests per time of each stream: a rate, or stages of it; after the last stage its rate is kept.')
    .transform((written): LoadRate => (typeof written === 'number' ? { ratePerSecond: written } : written));
}

function complaint(input: unknown): string {
  if (input === undefined) return issueText('is missing', 'add `rate: 200/s`');
  if (typeof input === 'number') return issueText(`${quoteValue(input)} has no unit`, `write \`${input}/s\``);
  return issueText(`${quoteValue(input)} is not a rate`, `write \`200/s\`, or a list of stages such as ${RAMP}`);
}

import { z } from 'zod';
import { issueText } from '../options/issue-text.ts';
import { pattern } from '../options/pattern.ts';
import { share } from '../options/share.ts';
import type { Pick } from '../scenario.ts';
import { withoutUndefined } from '../without-undefined.ts';

const narrowed = z
  .strictObject({
    one: z.literal(true).optional().describe('The first one.'),
    random: z.int().min(1).optional().describe('So many, drawn by the seed.'),
    share: share().optional().describe('So many of them, drawn by the seed, rounded up.'),
    label: z.string().min(1).optional().describe('Only those with this label: key or key=value.'),
    regex: pattern().optional().describe('Only those whose name (web.1) matches.'),
  })
  .refine(({ one, random, share: part }) => [one, random, part].filter((way) => way !== undefined).length <= 1, {
    message: issueText('only one of `one`, `random` and `share` can say how many', 'leave one'),
  });

/** Which of a subject's containers a fault hits. */
export const pick = z
  .union([z.enum(['all', 'one']), narrowed])
  .meta({ description: "Which of the subject's containers: all (default), one, { random: n }, { share: '50%' }, with label and regex." })
  .transform((written): Pick => {
    if (typeof written === 'string') return { choose: { kind: written } };
    const { one, random, share: part, label, regex } = written;
    return { choose: readChoose(one, random, part), ...withoutUndefined({ label, regex }) };
  });

function readChoose(one: true | undefined, random: number | undefined, part: number | undefined): Pick['choose'] {
  if (one) return { kind: 'one' };
  if (random !== undefined) return { kind: 'random', count: random };
  return part === undefined ? { kind: 'all' } : { kind: 'share', share: part };
}

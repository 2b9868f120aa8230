import { z } from 'zod';
import { issueText } from '../options/issue-text.ts';
import { pattern } from '../options/pattern.ts';
import { share } from '../options/share.ts';
import type { Pick } from '../scenario.ts';
import { withoutUndefined } from '../without-undefined.ts';

const slot = z.int().min(1);
const howMany = () => z.union([z.literal(true), z.int().min(1)]).optional();

const narrowed = z
  .strictObject({
    one: z.literal(true).optional().describe('The first one.'),
    random: z.int().min(1).optional().describe('So many, drawn by the seed.'),
    share: share().optional().describe('So many of them, drawn by the seed, rounded up.'),
    newest: howMany().describe('Tasks: the newest, or so many of the newest.'),
    oldest: howMany().describe('Tasks: the oldest, or so many of the oldest.'),
    label: z.string().min(1).optional().describe('Only those with this label: key or key=value.'),
    regex: pattern().optional().describe('Only those whose name (web.1) matches.'),
    name: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe("Only those of this name, or of these names; a task's is that of its slot (web.2)."),
    slot: z
      .union([slot, z.array(slot).min(1)])
      .optional()
      .describe('Tasks: only those of this slot, or of these slots.'),
    version: z
      .union([z.string().min(1), z.number()])
      .optional()
      .describe("Tasks: only those of this version, as their image's tag tells it."),
    image: z.string().min(1).optional().describe('Tasks: only those of this image.'),
    health: z.enum(['healthy', 'unhealthy', 'starting']).optional().describe('Tasks: only those whose health check says so.'),
    node: z.string().min(1).optional().describe('Tasks: only those on the node with this host name or id.'),
  })
  .refine(({ one, random, share: part, newest, oldest }) => [one, random, part, newest, oldest].filter(isWritten).length <= 1, {
    message: issueText('only one of `one`, `random`, `share`, `newest` and `oldest` can say how many', 'leave one'),
  });

type Narrowed = z.output<typeof narrowed>;

/** The keys that only tasks of services can be told apart by. */
export const taskKeys = ['newest', 'oldest', 'slot', 'version', 'image', 'health', 'node'] as const;

/** Which of a subject's containers or tasks a fault hits. */
export const pick = z
  .union([z.enum(['all', 'one', 'newest', 'oldest']), narrowed])
  .meta({
    description:
      "Which of the subject's containers: all (default), one, { random: n }, { share: '50%' }, with label and regex. " +
      'Of tasks also newest, oldest, and with slot, version, image, health and node.',
  })
  .transform((written): Pick => {
    if (written === 'all' || written === 'one') return { choose: { kind: written } };
    if (typeof written === 'string') return { choose: { kind: 'one' }, age: written };
    return { choose: readChoose(written), ...readNarrow(written) };
  });

function readChoose({ one, random, share: part, newest, oldest }: Narrowed): Pick['choose'] {
  const aged = newest ?? oldest;
  if (one === true || aged === true) return { kind: 'one' };
  if (aged !== undefined) return { kind: 'first', count: aged };
  if (random !== undefined) return { kind: 'random', count: random };
  return part === undefined ? { kind: 'all' } : { kind: 'share', share: part };
}

function readNarrow({ newest, oldest, label, regex, name, slot: slots, version, image, health, node }: Narrowed): Omit<Pick, 'choose'> {
  return withoutUndefined({
    age: newest !== undefined ? ('newest' as const) : oldest !== undefined ? ('oldest' as const) : undefined,
    label,
    regex,
    names: typeof name === 'string' ? [name] : name,
    slots: typeof slots === 'number' ? [slots] : slots,
    version: version === undefined ? undefined : String(version).replace(/^v(?=.)/, ''),
    image,
    health,
    node,
  });
}

function isWritten(value: unknown): boolean {
  return value !== undefined;
}

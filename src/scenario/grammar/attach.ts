import { z } from 'zod';
import { issueText } from '../options/issue-text.ts';

/** What already runs and may be disturbed: named, never guessed. */
export const attach = z
  .strictObject({
    container: z.string().min(1).optional().describe("A running container's name or id."),
    label: z.string().min(1).optional().describe('All running containers with this label: key or key=value.'),
    autoheal: z.boolean().default(false).describe('Restart it when Docker calls it unhealthy.'),
  })
  .refine(({ container, label }) => (container === undefined) !== (label === undefined), {
    message: issueText(
      'exactly one of `container` and `label` must say what to attach to',
      'write `container: name` or `label: key=value`',
    ),
  });

export type AttachFile = z.output<typeof attach>;

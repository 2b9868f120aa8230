import { z } from 'zod';
import { issueText } from '../options/issue-text.ts';

/** What already runs and may be disturbed: named, never guessed. */
export const attach = z
  .strictObject({
    container: z.string().min(1).optional().describe("A running container's name or id."),
    containers: z.array(z.string().min(1)).min(1).optional().describe('Several running containers, by their names: one subject.'),
    label: z.string().min(1).optional().describe('All running containers with this label: key or key=value.'),
    service: z.string().min(1).optional().describe("A running Swarm service's name; with `stack`, its name in the stack."),
    stack: z.string().min(1).optional().describe('The stack that the service belongs to.'),
    autoheal: z.boolean().default(false).describe('Restart it when Docker calls it unhealthy.'),
  })
  .refine(
    (written) => [written.container, written.containers, written.label, written.service].filter((way) => way !== undefined).length === 1,
    {
      message: issueText(
        'exactly one of `container`, `containers`, `label` and `service` must say what to attach to',
        'write `container: name`, `label: key=value` or `service: name`',
      ),
    },
  )
  .refine(
    ({ stack, service, container, containers, label }) =>
      stack === undefined || service !== undefined || (container ?? containers ?? label) === undefined,
    {
      path: ['stack'],
      message: issueText('`stack` goes with `service` only', 'remove it, or write `service: name`'),
    },
  )
  .refine(({ autoheal, service }) => !autoheal || service === undefined, {
    path: ['autoheal'],
    message: issueText('Swarm replaces unhealthy tasks by itself', 'remove it'),
  });

export type AttachFile = z.output<typeof attach>;

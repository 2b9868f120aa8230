import { z } from 'zod';
import { issueText, quoteValue } from '../options/issue-text.ts';
import { readInto } from '../options/text-option.ts';
import type { ServicePort } from '../service-spec.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { longPort, PORT_FIX, readPort } from './port.ts';

const longServicePort = longPort.extend({
  mode: z
    .enum(['host', 'ingress'])
    .optional()
    .describe('ingress: the same port on every node, by the routing mesh; host: a port of each task. Absent: what can be reached.'),
});

/** One published port of a service, in Compose's short or long form. */
export const servicePort = z
  .union([z.int(), z.string(), longServicePort], { error: ({ input }) => issueText(`${quoteValue(input)} is not a port`, PORT_FIX) })
  .meta({ description: "A published port: 8000 (the engine chooses), '8080:8000', '8000/udp', or target/published/protocol/mode." })
  .transform((written, context): ServicePort => {
    const { container, host, protocol } = readInto(context, typeof written === 'object' ? shortForm(written) : String(written), readPort);
    const mode = typeof written === 'object' ? written.mode : undefined;
    return { target: container, ...withoutUndefined({ published: host }), protocol, mode: mode ?? 'auto' };
  });

function shortForm({ target, published, protocol }: z.output<typeof longServicePort>): string {
  return `${published === undefined ? '' : `${published}:`}${target}/${protocol}`;
}

import { z } from 'zod';
import type { PortSpec } from '../container-spec.ts';
import { issueText, quoteValue } from '../options/issue-text.ts';
import { OptionTextError, readInto } from '../options/text-option.ts';
import { withoutUndefined } from '../without-undefined.ts';

const SHORT = /^(?:(\d+):)?(\d+)(?:\/(tcp|udp))?$/;
export const PORT_FIX = "write `8000`, `'8080:8000'` or `'8000/udp'`";

/** Returns the port of Compose's short form. @throws OptionTextError */
export function readPort(written: string): PortSpec {
  const [, host, container, protocol] = SHORT.exec(written) ?? [];
  if (container === undefined) throw new OptionTextError(`${quoteValue(written)} is not a port`, PORT_FIX);
  const read = (text: string) => {
    const port = Number(text);
    if (port < 1 || port > 65_535) throw new OptionTextError(`${quoteValue(text)} is not a port number`, 'use 1 to 65535');
    return port;
  };
  return withoutUndefined({
    container: read(container),
    host: host === undefined ? undefined : read(host),
    protocol: protocol === 'udp' ? ('udp' as const) : ('tcp' as const),
  });
}

/** Compose's long form. */
export const longPort = z.strictObject({
  target: z.int().min(1).max(65_535).describe('The port inside the container.'),
  published: z.union([z.int(), z.string()]).optional().describe('The fixed port of the host. Absent: a free one, kept over restarts.'),
  protocol: z.enum(['tcp', 'udp']).default('tcp').describe('tcp (default) or udp.'),
});

/** One published port, in Compose's short or long form. */
export const port = z
  .union([z.int(), z.string(), longPort], { error: ({ input }) => issueText(`${quoteValue(input)} is not a port`, PORT_FIX) })
  .meta({ description: "A published port: 8000 (any free port of the host), '8080:8000', '8000/udp', or target/published/protocol." })
  .transform((written, context) => {
    const published = typeof written === 'object' && written.published !== undefined ? `${written.published}:` : '';
    const text = typeof written === 'object' ? `${published}${written.target}/${written.protocol}` : String(written);
    return readInto(context, text, readPort);
  });

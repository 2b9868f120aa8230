import { z } from 'zod';
import type { HealthcheckSpec } from '../container-spec.ts';
import { duration } from '../options/duration.ts';
import { issueText, quoteValue } from '../options/issue-text.ts';
import { OptionTextError, readInto } from '../options/text-option.ts';
import { withoutUndefined } from '../without-undefined.ts';

const FIX = 'write a text (for a shell), or `[CMD, program, argument]`';

/** Returns the test as the Engine API takes it; a text is run by the container's shell, as in Compose. */
function readTest(written: string | readonly string[]): readonly string[] {
  if (typeof written === 'string') return ['CMD-SHELL', written];
  const [first, ...rest] = written;
  if (first === 'NONE' && rest.length === 0) return written;
  if (first === 'CMD' && rest.length > 0) return written;
  if (first === 'CMD-SHELL' && rest.length === 1) return written;
  if (first === 'CMD' || first === 'CMD-SHELL' || first === 'NONE') {
    throw new OptionTextError(`\`${first}\` is followed by ${rest.length} words`, FIX);
  }
  throw new OptionTextError('a list must begin with NONE, CMD or CMD-SHELL', `write \`[CMD, ${written.join(', ')}]\``);
}

const test = z
  .union([z.string().min(1), z.array(z.string())], { error: ({ input }) => issueText(`${quoteValue(input)} is not a test`, FIX) })
  .meta({ description: "The check: a text (run by the container's shell), or a list that begins with CMD, CMD-SHELL or NONE." })
  .transform((written, context) => readInto(context, written, readTest));

/** A health check in Compose's words. Without `test`, the image's own test keeps running at the times given here. */
export const healthcheck = z
  .strictObject({
    test: test.optional(),
    disable: z.boolean().optional().describe("Switches the image's health check off."),
    interval: duration().optional().describe('Time between two checks (Docker: 30s).'),
    timeout: duration().optional().describe('A check that takes longer has failed (Docker: 30s).'),
    retries: z.int().min(1).optional().describe('Failures in a row that make it unhealthy (Docker: 3).'),
    start_period: duration().optional().describe('Failures in this time after the start do not count.'),
  })
  .transform(({ test, disable, interval, timeout, retries, start_period }): HealthcheckSpec =>
    withoutUndefined({
      test: disable === true ? ['NONE'] : (test ?? []),
      intervalMs: interval,
      timeoutMs: timeout,
      retries,
      startPeriodMs: start_period,
    }),
  );

import { z } from 'zod';
import type { RestartPolicy } from '../container-spec.ts';
import { issueText, quoteValue } from '../options/issue-text.ts';
import { OptionTextError, readInto } from '../options/text-option.ts';
import { suggest } from '../nearest.ts';

const NAMES = ['no', 'always', 'on-failure', 'unless-stopped'] as const;

function readRestartPolicy(written: string | boolean): RestartPolicy {
  // YAML 1.1 reads a bare `no` as false.
  const text = written === false ? 'no' : String(written);
  const [policy, retries] = text.split(':', 2);
  const name = NAMES.find((known) => known === policy);
  if (name === undefined) throw new OptionTextError(`unknown restart policy ${quoteValue(text)}`, suggest(text, NAMES));
  if (retries === undefined) return { name };
  if (name !== 'on-failure') throw new OptionTextError(`\`${name}\` takes no number of retries`, 'only `on-failure:3` does');
  if (!/^\d{1,6}$/.test(retries)) throw new OptionTextError(`${quoteValue(retries)} is not a number of retries`, 'write `on-failure:3`');
  return { name, maxRetries: Number(retries) };
}

/** A restart policy in Compose's words. */
export const restartPolicy = z
  .union([z.string(), z.boolean()], {
    error: ({ input }) => issueText(`${quoteValue(input)} is not a restart policy`, `use one of: ${NAMES.join(', ')}`),
  })
  .meta({
    description: "Docker's restart policy: no, always, on-failure[:retries] or unless-stopped.",
    examples: [...NAMES, 'on-failure:3'],
  })
  .transform((written, context) => readInto(context, written, readRestartPolicy));

import { z } from 'zod';
import { linuxSignals, signalAliases } from '../linux-signals.ts';
import { nearest } from '../nearest.ts';
import { issueText, quoteValue } from './issue-text.ts';
import { OptionTextError, readInto } from './text-option.ts';

const names = Object.keys(linuxSignals);

/** Returns the canonical name (`SIGTERM`) of a signal written as `SIGTERM`, `TERM`, `term` or `15`. @throws OptionTextError */
export function readSignalName(text: string): string {
  const upper = text.trim().toUpperCase();
  const byNumber = names.find((name) => String(linuxSignals[name]) === upper);
  if (byNumber !== undefined) return byNumber;
  const full = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  const name = signalAliases[full] ?? full;
  if (names.includes(name)) return name;
  const near = nearest(full, names);
  throw new OptionTextError(
    `unknown signal ${quoteValue(text)}`,
    near === undefined ? 'write a name such as `SIGTERM`, or its number' : `did you mean \`${near}\`?`,
  );
}

/** Returns a schema for a signal, by name or number; gives its canonical name. */
export function signalName() {
  return z
    .union([z.string(), z.number()], {
      error: ({ input }) =>
        issueText(
          input === undefined ? 'is missing' : `${quoteValue(input)} is not a signal`,
          'write a name such as `SIGTERM`, or its number',
        ),
    })
    .meta({
      description: 'A signal: SIGTERM, TERM or 15.',
      examples: ['SIGTERM', 'SIGKILL', ...names.filter((name) => name !== 'SIGTERM' && name !== 'SIGKILL')],
    })
    .transform((value, context) => readInto(context, String(value), readSignalName));
}

import { z } from 'zod';
import type { Check } from '../checks/check.ts';
import type { Fault } from '../faults/fault.ts';
import type { Probe } from '../load/probe.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Trigger } from '../run/triggers/trigger.ts';
import type { Config } from './define-config.ts';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const name = z
  .string('is missing: it is the word that scenarios use')
  .regex(NAME, 'must be lower-case words joined by hyphens, such as `fill-disk`');
const summary = z.string('is missing: help and the JSON Schema show it').min(1, 'is empty: say in one sentence what it does');
const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, `must be one of ${words.map((word) => `'${word}'`).join(', ')}`);

/** Of zod 4, whichever copy of it made it: the JSON Schema and the flags of `attack` are made from it too. */
const optionsSchema = z.custom<z.ZodType>(
  (value) => typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value,
  'is missing, or no schema of zod 4: write `z.strictObject({ … })`, with `import { z } from "faultline/extend"`',
);

const method = (what: string) =>
  z.custom<(...parameters: never[]) => unknown>((value) => typeof value === 'function', `must be a function that ${what}`);
const optional = (what: string) => method(what).optional();

const fault = z.strictObject({
  name,
  summary,
  schema: optionsSchema,
  of: oneOf('subject', 'service', 'none'),
  lasts: oneOf('never', 'optional'),
  tasks: oneOf('only', 'never').optional(),
  endsTasks: z.literal(true).optional(),
  images: optional('returns names of images'),
  tasksHit: optional('returns a number of tasks'),
  tasksAtOnce: optional('returns a number of tasks'),
  prepare: method('returns what injecting will do and how to undo it'),
});

const asked = { name, summary, schema: optionsSchema, of: oneOf('subject', 'service', 'load', 'load-or-subject', 'none') };
const check = z.strictObject({ ...asked, about: z.literal('events').optional(), judge: method('returns a judgement') });
const trigger = z.strictObject({ ...asked, matcher: method('returns a matcher of events') });

const reporter = z.strictObject({
  name,
  summary,
  fileName: z
    .string('is missing: it is the name of the file to write')
    .regex(/^[\w-][\w.-]*$/, 'must be a plain file name, such as `team.txt`'),
  onRequest: z.literal(true).optional(),
  render: method('returns the text of the file'),
});

const probe = z.strictObject({ name, summary, schema: optionsSchema, open: method('returns a promise of a connection') });

/** Lets the value itself through, not a copy: its methods may need their `this`. */
function listOf<Definition>(shape: z.ZodType) {
  return z
    .array(
      z.unknown().transform((value, context) => {
        for (const issue of shape.safeParse(value).error?.issues ?? []) {
          context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] });
        }
        return value as Definition;
      }),
      'must be a list',
    )
    .optional();
}

/** Parses the default export of a configuration file. */
export const configSchema: z.ZodType<Config> = z.strictObject(
  {
    faults: listOf<Fault>(fault),
    checks: listOf<Check>(check),
    triggers: listOf<Trigger>(trigger),
    reporters: listOf<Reporter>(reporter),
    probes: listOf<Probe>(probe),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? undefined : 'is no configuration: write `export default defineConfig({ faults: [ … ] })`',
  },
) as z.ZodType<Config>;

import { z } from 'zod';
import type { Definitions } from '../definition.ts';
import { duration } from '../options/duration.ts';
import { issueText } from '../options/issue-text.ts';
import { share } from '../options/share.ts';
import { abortSchema } from './abort.ts';
import { attach } from './attach.ts';
import { blastRadius } from './blast-radius.ts';
import { container } from './container.ts';
import { checkPlace, conditionPlace, faultPlace } from './delegated.ts';
import { toJsonSchema, type JsonSchema } from './json-schema.ts';
import { loadSchema, pressure } from './load.ts';
import { byName } from './names.ts';
import { service } from './service.ts';

/** The most often a step or a scenario repeats: more is a slip of the pen. */
const MOST_TIMES = 10_000;

const positive = () => duration().refine((ms) => ms > 0, issueText('no time at all', 'write a duration above 0, such as `1s`'));

function stepSchema({ faults, triggers }: Definitions) {
  const known = {
    name: z.string().min(1).optional().describe('What this step is called in reports.'),
    at: duration().optional().describe('When: from the end of the steady phase.'),
    after: duration().optional().describe('When: from the end of the previous step.'),
    every: positive().optional().describe('When: again and again, this long apart. Needs `times`.'),
    times: z.int().min(1).max(MOST_TIMES).optional().describe('How often, with `every`.'),
    jitter: share()
      .refine((part) => part <= 0.5, issueText('so much jitter would change the order', 'write at most `50%`'))
      .optional()
      .describe('With `every`: how far each time may be off, as a share of the interval; drawn by the seed.'),
    when: conditionPlace(triggers),
  };
  const shape: typeof known = { ...known, ...Object.fromEntries(faults.map((fault) => [fault.name, faultPlace(fault)])) };
  return z.strictObject(shape);
}

function expectationSchema({ checks }: Definitions) {
  return z
    .strictObject(Object.fromEntries(checks.map((check) => [check.name, checkPlace(check)])))
    .meta({ minProperties: 1, maxProperties: 1, description: 'One expectation.' });
}

function scenarioSchema(definitions: Definitions) {
  const expectations = z.array(expectationSchema(definitions));
  return z.strictObject({
    name: z.string().min(1).max(200).describe('What the scenario claims, as one sentence.'),
    description: z.string().optional().describe('Anything else worth knowing.'),
    tags: z.array(z.string().min(1)).default([]).describe('Words to select scenarios by.'),
    seed: z
      .union([z.string().min(1).max(100), z.int()])
      .optional()
      .describe('Fixes every random choice. Absent: drawn, printed and recorded.'),
    containers: byName(container).default({}).describe('Containers to start, by name.'),
    services: byName(service).default({}).describe('Swarm services to start, by name.'),
    attach: byName(attach).default({}).describe('Running containers and services that may be disturbed, by name.'),
    load: byName(loadSchema(definitions.probes)).default({}).describe('Measured open-loop traffic, by name.'),
    pressure: byName(pressure).default({}).describe('Unmeasured background traffic, by name.'),
    steady: z
      .strictObject({ for: positive().describe('How long it is measured.'), expect: expectations.describe('What must hold then.') })
      .optional()
      .describe('What must hold before the first fault and again at the end.'),
    timeline: z.array(stepSchema(definitions)).default([]).describe('What happens, in order.'),
    recovery: z.strictObject({ within: duration() }).optional().describe('How long the steady state may take to hold again (default 10s).'),
    expect: expectations.default([]).describe('What must be true of the run.'),
    abort: abortSchema(definitions).optional(),
    blast_radius: blastRadius.default({}).describe('What faults may touch at most.'),
    repeat: z.int().min(1).max(MOST_TIMES).default(1).describe('How often the whole scenario runs.'),
    timeout: positive().prefault('10m').describe('Upper bound of one run, set-up included (default 10m).'),
  });
}

export type ScenarioFile = z.output<ReturnType<typeof scenarioSchema>>;
export type StepFile = ScenarioFile['timeline'][number];

export interface Grammar {
  readonly schema: ReturnType<typeof scenarioSchema>;
  readonly json: JsonSchema;
}

const grammars = new WeakMap<Definitions, Grammar>();

/** Returns the grammar of a scenario file with these faults, checks, triggers and probes; made once for each set of definitions. */
export function scenarioGrammar(definitions: Definitions): Grammar {
  const known = grammars.get(definitions);
  if (known) return known;
  const schema = scenarioSchema(definitions);
  const grammar: Grammar = { schema, json: toJsonSchema(schema) };
  grammars.set(definitions, grammar);
  return grammar;
}

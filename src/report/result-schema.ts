import { z } from 'zod';
import { loadResultSchema } from './load-result-schema.ts';
import { subjectResultSchema } from './subject-result-schema.ts';

const ms = z.number();
const seq = z.int().min(1).describe('`seq` of an event in history.ndjson');
const windowSchema = z.object({ fromMs: ms, untilMs: ms });

export const verdictSchema = z.enum(['passed', 'failed', 'inconclusive']);

export const checkResultSchema = z.object({
  kind: z.string().describe('the check: availability, outage, exit …'),
  of: z.string().optional().describe('the load or subject it is about'),
  during: z.string().optional().describe('the window it is about'),
  expected: z.string().describe('for people'),
  observed: z.string().describe('for people'),
  verdict: verdictSchema,
  message: z.string().describe('one sentence that says why'),
  evidence: z.array(z.int()).describe('`seq` of the few history events that explain it'),
  line: z.int().optional().describe('line of the scenario file; absent for checks that faultline adds itself'),
});

const engineSchema = z.object({
  name: z.string(),
  version: z.string(),
  api: z.string().describe('API version in use'),
  kernel: z.string(),
  swarm: z.boolean().describe('whether the engine is part of a Swarm'),
  capabilities: z
    .object({ ipvs: z.boolean().nullable(), netem: z.boolean().nullable(), hostPids: z.boolean() })
    .describe('what the engine and its kernel can do; null when that cannot be told'),
  operatingSystem: z.string(),
  cgroup: z.string().describe('cgroup version'),
  endpoint: z.string().describe('how the engine was reached, without credentials'),
  hostAddress: z.string().describe('where published ports were reached'),
});

const timelineEntrySchema = z.object({
  step: z.int().describe('position in the scenario’s timeline, from 0'),
  occurrence: z.int().describe('which firing of the step, from 0'),
  label: z.string(),
  fault: z.string().nullable().describe('null for a step that only waits'),
  outcome: z.string().describe('injected, waited, refused, target-gone …'),
  dueMs: ms.nullable().describe('when it was to happen'),
  atMs: ms.nullable().describe('when injecting began'),
  doneMs: ms.nullable().describe('when the engine had answered'),
  targets: z.array(z.string()).describe('the containers it hit'),
  method: z.string().optional().describe('how it was delivered: api, host, helper, exec, request'),
  message: z.string().optional(),
  seq,
});

const undoSchema = z.object({
  step: z.int(),
  occurrence: z.int(),
  action: z.string(),
  target: z.string(),
  outcome: z.string().describe('undone, not-needed, target-gone, failed'),
  atMs: ms.nullable(),
  doneMs: ms.nullable(),
  message: z.string().optional(),
  seq,
});

/** One run: what result.json holds. The words of the fields are the contract with other tools; fields are only ever added. */
export const runResultSchema = z.object({
  schema: z.literal(1).describe('grows only when a field changes its meaning or goes away'),
  run: z.object({
    id: z.string(),
    seed: z.string().describe('repeats every random choice of the run'),
    startedAt: z.string().describe('ISO-8601'),
    durationMs: ms.nullable(),
    faultline: z.string().describe('version of faultline that ran it'),
    repetition: z.int().describe('1 … repeat'),
    repeat: z.int(),
    ended: z
      .enum(['completed', 'not-steady', 'aborted', 'failed', 'interrupted', 'timeout', 'unknown'])
      .describe('how the run came to its end'),
  }),
  engine: engineSchema.nullable().describe('null: a measurement without a scenario, which no engine had a part in'),
  scenario: z
    .object({ name: z.string(), file: z.string(), sha256: z.string() })
    .describe('file and sha256 are empty for a measurement without a scenario'),
  verdict: verdictSchema.describe('the worst of the checks: failed > inconclusive > passed'),
  checks: z.array(checkResultSchema),
  load: z.record(z.string(), loadResultSchema).describe('by the load’s name'),
  subjects: z.record(z.string(), subjectResultSchema).describe('by the subject’s name'),
  timeline: z.array(timelineEntrySchema).describe('every firing of a step'),
  undos: z.array(undoSchema).describe('every change that was undone'),
  windows: z
    .partialRecord(z.enum(['steady', 'chaos', 'recovery', 'run']), windowSchema)
    .describe('`run` spans steady, chaos and recovery: all the time that is measured'),
  steadyStates: z
    .array(z.object({ moment: z.enum(['before', 'after']), held: z.boolean(), atMs: ms.nullable(), message: z.string().optional(), seq }))
    .describe('whether the steady state held before the first fault and again at the end'),
  abort: z
    .object({ condition: z.string(), verdict: z.enum(['failed', 'inconclusive']), atMs: ms.nullable(), seq })
    .optional()
    .describe('the condition to abort at that held; absent: none did'),
  recovery: z
    .array(
      z.object({
        step: z.int(),
        fault: z.string(),
        faultMs: ms.nullable(),
        recoveredMs: ms.nullable().describe('start of the first lasting return to the steady state; null when it never came'),
        durationMs: ms.nullable().describe('recoveredMs − faultMs'),
        measured: z.boolean().describe('false when nothing was measured after the fault: then null says nothing'),
      }),
    )
    .describe('per fault: how long until the steady state held again'),
  gaps: z.array(windowSchema).describe('where the engine’s event stream had a hole: what happened inside is not known'),
  warnings: z
    .array(z.object({ code: z.string(), message: z.string(), fact: z.string().optional().describe('what shows it'), seq }))
    .describe('what a user should know though nobody asked; never a part of the verdict'),
  errors: z.array(z.object({ code: z.string(), message: z.string(), hint: z.string().optional(), seq })),
});

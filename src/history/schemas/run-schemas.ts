import { z } from 'zod';
import type { JsonValue } from '../json-value.ts';
import { ms } from './times.ts';

const json = z.custom<JsonValue>((value) => value !== undefined);

const engine = z.object({
  name: z.string(),
  version: z.string(),
  api: z.string(),
  kernel: z.string(),
  operatingSystem: z.string(),
  cgroup: z.string(),
  endpoint: z.string(),
  hostAddress: z.string(),
  swarm: z.boolean(),
  capabilities: z.object({ ipvs: z.boolean().nullable(), netem: z.boolean().nullable(), hostPids: z.boolean() }),
});

const stepOutcomes = [
  'injected',
  'waited',
  'refused',
  'refused-as-allowed',
  'target-gone',
  'target-empty',
  'blast-radius',
  'condition-not-met',
  'failed',
  'skipped',
  'skipped-as-allowed',
] as const;

/** The events that the run itself writes, by type. */
export const runSchemas = {
  'run-started': z.object({
    type: z.literal('run-started'),
    format: z.literal(1),
    run: z.object({ id: z.string(), seed: z.string(), faultline: z.string(), repetition: z.int(), repeat: z.int() }),
    engine: engine.exactOptional(),
    scenario: z.object({ name: z.string(), file: z.string(), sha256: z.string() }),
  }),
  plan: z.object({ type: z.literal('plan'), plan: json }),
  phase: z.object({
    type: z.literal('phase'),
    phase: z.enum(['setup', 'steady', 'chaos', 'recovery', 'teardown', 'measure']),
    state: z.enum(['started', 'ended']),
  }),
  step: z.object({
    type: z.literal('step'),
    step: z.int(),
    occurrence: z.int(),
    label: z.string(),
    fault: z.string().exactOptional(),
    outcome: z.enum(stepOutcomes),
    dueMs: ms,
    atMs: ms,
    doneMs: ms,
    targets: z.array(z.string()),
    method: z.string().exactOptional(),
    message: z.string().exactOptional(),
    details: json.exactOptional(),
  }),
  undo: z.object({
    type: z.literal('undo'),
    step: z.int(),
    occurrence: z.int(),
    action: z.string(),
    target: z.string(),
    outcome: z.enum(['undone', 'not-needed', 'target-gone', 'failed']),
    atMs: ms,
    doneMs: ms,
    message: z.string().exactOptional(),
  }),
  'steady-state': z.object({
    type: z.literal('steady-state'),
    moment: z.enum(['before', 'after']),
    held: z.boolean(),
    atMs: ms,
    perhapsSinceMs: ms.exactOptional(),
    message: z.string().exactOptional(),
  }),
  harness: z.object({
    type: z.literal('harness'),
    eventLoopDelayMs: z.object({ p99: z.number(), max: z.number() }),
    cpuShare: z.number(),
    rssBytes: z.number(),
  }),
  abort: z.object({
    type: z.literal('abort'),
    condition: z.string(),
    verdict: z.enum(['failed', 'inconclusive']),
    atMs: ms,
    because: z.int(),
  }),
  check: z.object({
    type: z.literal('check'),
    check: z.string(),
    of: z.string().exactOptional(),
    during: z.string().exactOptional(),
    verdict: z.enum(['passed', 'failed', 'inconclusive']),
    expected: z.string(),
    observed: z.string(),
    message: z.string(),
    evidence: z.array(z.int()).readonly(),
    atMs: ms,
  }),
  warning: z.object({ type: z.literal('warning'), code: z.string(), message: z.string() }),
  error: z.object({ type: z.literal('error'), code: z.string(), message: z.string(), hint: z.string().exactOptional() }),
  'run-ended': z.object({
    type: z.literal('run-ended'),
    reason: z.enum(['completed', 'not-steady', 'aborted', 'failed', 'interrupted', 'timeout']),
    durationMs: ms,
  }),
};

import { z } from 'zod';
import { requestClasses } from '../history/load-bucket.ts';

const ms = z.number();
const tally = z.int().min(0);
const errors = z.partialRecord(z.enum(requestClasses), tally).describe('failed requests by class');

const figureFields = {
  due: tally.describe('requests whose due time lies in the window, those that the harness could not send included'),
  ok: tally.describe('answered as expected within the deadline'),
  failed: tally.describe('sent, and not answered as expected within the deadline'),
  availability: z.number().min(0).max(1).nullable().describe('ok ÷ (ok + failed); null when nothing was sent'),
  errors,
  latencyMs: z
    .object({ p50: ms.nullable(), p90: ms.nullable(), p99: ms.nullable(), p999: ms.nullable(), max: ms.nullable() })
    .describe('from the due time; a timeout counts as the deadline'),
  versions: z.record(z.string(), tally).describe('responses by application version, of those that told one'),
  schedule: z
    .object({ slipP99Ms: ms.nullable(), late: tally, unsent: tally })
    .describe('how well the harness kept its own request schedule: sent − due, requests that left late, requests that never left'),
};

export const figuresSchema = z.object(figureFields);

export const outageSchema = z.object({
  fromMs: ms.describe('due time of the first failed request'),
  untilMs: ms.describe('due time of the first request that succeeded again'),
  durationMs: ms,
  uncertaintyMs: ms.nullable().describe('± on durationMs: one arrival interval plus what the estimator cannot know'),
  startEarlierMs: ms.describe('by how much the outage may have begun before fromMs'),
  startLaterMs: ms.describe('… and after it'),
  endEarlierMs: ms.describe('by how much it may have ended before untilMs'),
  endLaterMs: ms.nullable().describe('… and after it; null when it is open: without a bound'),
  failed: tally,
  errors,
  open: z.boolean().describe('the run ended before a request succeeded again: durationMs is a lower bound'),
  estimator: z.enum(['due', 'completion']).describe('completion: the run of failures contains timeouts, so its end is a completion'),
  cause: z
    .object({
      seq: z.int().describe('the first of evidence'),
      text: z.string().describe('a sentence without its full stop'),
      rule: z.string().describe('the rule that explains it, see causes.md; `not-explained` when none of the others does'),
      evidence: z.array(z.int()).describe('seq of the events that show it, the most telling first'),
    })
    .optional()
    .describe('what most likely caused it; absent where no engine is there to know of causes'),
});

const streamSchema = z.object({
  ...figureFields,
  outages: z.array(outageSchema),
  windows: z.partialRecord(z.enum(['steady', 'chaos', 'recovery', 'run']), figuresSchema).describe('the same figures by window'),
  spoiled: z
    .array(z.object({ fromMs: ms, untilMs: ms, reason: z.string(), seq: z.int() }))
    .describe('where the harness did not keep its own schedule: not evidence'),
});

/** One load. Its own figures and outages are those of its first stream over the whole measured run. */
export const loadResultSchema = z.object({
  ...figureFields,
  outages: z.array(outageSchema),
  url: z.string(),
  route: z
    .enum(['published-port', 'external', 'tasks', 'ingress', 'proxy'])
    .nullable()
    .describe('how requests reached their target: tasks are chosen in turn, each by its own port; null when no address was ever known'),
  ratePerSecond: z.number().describe('requests per second of each stream; with stages, the highest'),
  stages: z
    .array(z.object({ fromPerSecond: z.number().min(0), toPerSecond: z.number().positive(), forMs: ms.positive() }))
    .optional()
    .describe('one after the other, from the first request on; then the last rate is kept. Absent when the rate is constant'),
  deadlineMs: ms.describe('how long one request may take, from its due time'),
  stream: z.enum(['new', 'keep-alive']).nullable().describe('the primary stream; null when the load never ran'),
  streams: z
    .partialRecord(z.enum(['new', 'keep-alive']), streamSchema)
    .describe('new: a connection per request; keep-alive: connections are reused. Their difference is a finding'),
});

import { z } from 'zod';
import { FaultlineError } from '../errors/faultline-error.ts';
import { issueText, quoteValue } from '../scenario/options/issue-text.ts';
import { OptionTextError, readInto } from '../scenario/options/text-option.ts';
import type { Fault } from './fault.ts';
import { liveService, whileServiceThere } from './live-service.ts';
import { tasksLost } from './tasks-lost.ts';

const MOST = 1000;
const FIX = "write how many, such as `4`, or by how many, such as `'+1'` or `'-1'`";

type Replicas = { readonly to: number } | { readonly by: number };

function readReplicas(written: string | number): Replicas {
  if (typeof written === 'number') return { to: written };
  if (!/^[+-]?\d{1,4}$/.test(written)) throw new OptionTextError(`${quoteValue(written)} is not a number of tasks`, FIX);
  return /^[+-]/.test(written) ? { by: Number(written) } : { to: Number(written) };
}

const replicas = z
  .union([z.int().min(0).max(MOST), z.string()], { error: ({ input }) => issueText(`${quoteValue(input)} is not a number of tasks`, FIX) })
  .meta({ description: "How many tasks: `4`, or by how many: '+1', '-1'.", examples: [4, '+1', '-1'] })
  .transform((written, context) => readInto(context, written, readReplicas));

const schema = z.strictObject({ replicas });

/** Changes how many tasks a replicated service has, also in the middle of a rollout. */
export const scale = {
  name: 'scale',
  summary: 'Changes the number of tasks, as `docker service scale` does, to a number or by one.',
  schema,
  of: 'service',
  lasts: 'optional',
  tasksHit: ({ replicas: wanted }, running) => tasksLost(running, 'to' in wanted ? wanted.to : Math.max(0, running + wanted.by)),
  async prepare({ replicas: wanted }, target, context) {
    const { swarm, service } = await liveService(context, target);
    const { id, replicas: from } = service;
    if (from === undefined) throw globalService(target.name);
    const to = 'to' in wanted ? wanted.to : Math.min(MOST, Math.max(0, from + wanted.by));
    return {
      undo: [{ action: 'scale-service', service: id, replicas: from, when: target.attached === true ? 'run-end' : 'for-end' }],
      async inject() {
        await whileServiceThere(target, async () => swarm.updateService(id, { replicas: to }));
        return { method: 'api', details: { from, replicas: to } };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

function globalService(name: string): FaultlineError {
  return new FaultlineError(
    'ERR_SCENARIO_INVALID',
    `${name} is a global service: it has one task on every node, whatever the number wanted`,
    {
      hint: 'Use `deploy: { mode: replicated }`.',
    },
  );
}

import { z } from 'zod';
import { byteSize } from '../options/byte-size.ts';
import { duration } from '../options/duration.ts';
import { issueText } from '../options/issue-text.ts';
import type { DeploySpec, Resources } from '../service-spec.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { cpus } from './cpus.ts';
import { stringMap } from './string-map.ts';
import { rollbackConfig, updateConfig } from './update-config.ts';

const restartPolicy = z
  .strictObject({
    condition: z.enum(['any', 'on-failure', 'none']).optional().describe('Which ends of a task are followed by a new one (Docker: any).'),
    delay: duration().optional().describe('Time before the new task starts (Docker: 5s).'),
    max_attempts: z.int().min(0).optional().describe('How many new tasks a slot gets, 0 being no limit (Docker: 0).'),
    window: duration().optional().describe('Only attempts in this time count towards max_attempts; 0s counts all (Docker: 0s).'),
  })
  .transform(({ condition, delay, max_attempts, window }): NonNullable<DeploySpec['restartPolicy']> =>
    withoutUndefined({ condition, delayMs: delay, maxAttempts: max_attempts, windowMs: window }),
  );

const resourceAmounts = z
  .strictObject({ cpus: cpus().optional().describe('How many CPUs.'), memory: byteSize().optional() })
  .transform((written): Resources =>
    withoutUndefined({ cpus: written.cpus === undefined ? undefined : Number(written.cpus), memoryBytes: written.memory }),
  );

const resources = z
  .strictObject({
    limits: resourceAmounts.optional().describe('What a task may use at most.'),
    reservations: resourceAmounts.optional().describe('What a node must have left to get a task.'),
  })
  .transform((written): NonNullable<DeploySpec['resources']> => withoutUndefined(written));

const placement = z
  .strictObject({
    constraints: z.array(z.string().min(1)).default([]).describe('Which nodes may run it, such as `node.role == worker`.'),
    max_replicas_per_node: z.int().min(1).optional().describe('The most tasks on one node.'),
  })
  .transform(({ constraints, max_replicas_per_node }): NonNullable<DeploySpec['placement']> => ({
    constraints,
    ...withoutUndefined({ maxReplicasPerNode: max_replicas_per_node }),
  }));

/** What an update may change, too: the `rollout` fault takes the same words. */
export const changeableDeployWords = {
  restart_policy: restartPolicy.optional().describe('What follows when a task ends.'),
  update_config: updateConfig.optional().describe('How its tasks are replaced when it is updated.'),
  rollback_config: rollbackConfig.optional().describe('How its tasks are replaced when an update is taken back.'),
  resources: resources.optional().describe('What a task may use, and what is set aside for it.'),
  placement: placement.optional().describe('Where its tasks may run.'),
};

/** Compose's `deploy`. */
export const deploy = z
  .strictObject({
    mode: z
      .enum(['replicated', 'global'])
      .default('replicated')
      .describe('replicated (default): `replicas` tasks; global: one on every node.'),
    replicas: z.int().min(0).max(1000).optional().describe('How many tasks (default 1); they are name.1, name.2, …'),
    endpoint_mode: z.enum(['vip', 'dnsrr']).optional().describe('vip (Docker): one virtual address; dnsrr: the addresses of its tasks.'),
    labels: stringMap('Labels of the service itself.').optional(),
    ...changeableDeployWords,
  })
  .refine(({ mode, replicas }) => mode !== 'global' || replicas === undefined, {
    path: ['replicas'],
    message: issueText('a global service has one task on every node', 'remove it, or write `mode: replicated`'),
  });

import { z } from 'zod';
import { RUN_LABEL } from '../engine/labels.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Fault } from './fault.ts';
import { killable, liveTarget } from './live-target.ts';

const schema = z.strictObject({});

/** Removes a task's container by force, with anonymous volumes, behind Swarm's back. */
export const removeTask = {
  name: 'remove-task',
  summary: "Removes a task's container by force, as `docker rm --force` does, behind Swarm's back: Swarm replaces the task.",
  schema,
  of: 'subject',
  lasts: 'never',
  tasks: 'only',
  async prepare(_options, target, { engine }) {
    if (target.kind !== 'task') throw noTask(target.name);
    const found = await liveTarget(engine, target, [...killable, 'created']);
    if (target.attached === true || found.labels[RUN_LABEL] === undefined) throw notOurs(target.name);
    return {
      undo: [],
      async inject() {
        await engine.removeContainer(target.id);
        return { method: 'api' };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

function noTask(name: string): FaultlineError {
  return new FaultlineError('ERR_SCENARIO_INVALID', `${name} is not a task of a service`, { hint: 'Use `remove`.' });
}

function notOurs(name: string): FaultlineError {
  return new FaultlineError(
    'ERR_SCENARIO_INVALID',
    `${name} belongs to a service that this run did not create, and faultline removes only what it created`,
    {
      hint: 'Use `kill`: Swarm replaces the task as well.',
    },
  );
}

import { z } from 'zod';
import { RUN_LABEL } from '../engine/labels.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Fault } from './fault.ts';
import { killable, liveTarget } from './live-target.ts';

const schema = z.strictObject({});

/** Removes by force, running or not, with anonymous volumes, as `docker rm --force --volumes` does. */
export const remove = {
  name: 'remove',
  summary: 'Removes by force, running or not, with its writable layer and anonymous volumes.',
  schema,
  of: 'subject',
  lasts: 'never',
  tasks: 'never',
  async prepare(_options, target, { engine }) {
    const found = await liveTarget(engine, target, [...killable, 'created', 'exited', 'dead']);
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

function notOurs(name: string): FaultlineError {
  return new FaultlineError('ERR_SCENARIO_INVALID', `${name} was not created by this run, and faultline removes only what it created`, {
    hint: 'Use kill or stop, which can be undone, or let the scenario create the container under `containers:`.',
  });
}

import { z } from 'zod';
import { duration } from '../scenario/options/duration.ts';
import type { Fault } from './fault.ts';
import { killable, liveTarget, whileThere } from './live-target.ts';
import { EXITS_WITHIN_MS, startAgain } from './start-again.ts';

const schema = z
  .strictObject({
    grace: duration().optional().describe('How long the process has to end before SIGKILL (default: what the container says, else 10s).'),
  })
  .transform(({ grace }) => ({ graceMs: grace }));

/** A graceful stop, as `docker stop` does it: the stop signal, and SIGKILL when the grace period is over. */
export const stop = {
  name: 'stop',
  summary: 'Stops gracefully, as `docker stop` does: the stop signal, then SIGKILL after the grace period.',
  schema,
  of: 'subject',
  lasts: 'optional',
  endsTasks: true,
  async prepare(options, target, { engine }) {
    await liveTarget(engine, target, killable);
    return {
      undo: startAgain(target, options.graceMs ?? EXITS_WITHIN_MS),
      async inject() {
        await whileThere(engine, target, () => engine.stopContainer(target.id, options));
        return { method: 'api' };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

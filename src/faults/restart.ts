import { z } from 'zod';
import { duration } from '../scenario/options/duration.ts';
import type { Fault } from './fault.ts';
import { killable, liveTarget, whileThere } from './live-target.ts';

const schema = z
  .strictObject({
    grace: duration().optional().describe('How long the process has to end before SIGKILL (default: what the container says, else 10s).'),
  })
  .transform(({ grace }) => ({ graceMs: grace }));

/** A stop followed by a start, as `docker restart` does it; it starts a container that has exited, too. */
export const restart = {
  name: 'restart',
  summary: 'Restarts as `docker restart` does: a graceful stop, then a start.',
  schema,
  of: 'subject',
  lasts: 'never',
  async prepare(options, target, { engine }) {
    await liveTarget(engine, target, [...killable, 'exited']);
    return {
      undo: [],
      async inject() {
        await whileThere(engine, target, () => engine.restartContainer(target.id, options));
        return { method: 'api' };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

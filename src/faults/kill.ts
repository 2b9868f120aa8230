import { z } from 'zod';
import type { Fault } from './fault.ts';
import { killable, liveTarget, whileThere } from './live-target.ts';
import { startAgain } from './start-again.ts';

const schema = z.strictObject({});

/** SIGKILL through the Engine API, as `docker kill` does it. The policy does not restart what an operator killed; see `crash`. */
export const kill = {
  name: 'kill',
  summary: "Kills with SIGKILL through the Engine API, as an operator's `docker kill` does: the restart policy does not act.",
  schema,
  of: 'subject',
  lasts: 'optional',
  endsTasks: true,
  async prepare(_options, target, { engine }) {
    await liveTarget(engine, target, killable);
    return {
      undo: startAgain(target),
      async inject() {
        await whileThere(engine, target, () => engine.signalContainer(target.id, 'SIGKILL'));
        return { method: 'api' };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

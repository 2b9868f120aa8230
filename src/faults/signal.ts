import { z } from 'zod';
import { signalName } from '../scenario/options/signal-name.ts';
import type { Fault } from './fault.ts';
import { killable, liveTarget, whileThere } from './live-target.ts';
import { EXITS_WITHIN_MS, startAgain } from './start-again.ts';

const schema = z.strictObject({ signal: signalName().describe('The signal: SIGHUP, HUP or 1.') });

/** Any signal through the Engine API, as `docker kill --signal` sends it. */
export const signal = {
  name: 'signal',
  summary: "Sends a signal through the Engine API: an operator's act, which usually switches the restart policy off.",
  schema,
  of: 'subject',
  lasts: 'optional',
  endsTasks: true,
  async prepare(options, target, { engine }) {
    await liveTarget(engine, target, killable);
    return {
      undo: startAgain(target, EXITS_WITHIN_MS),
      async inject() {
        await whileThere(engine, target, () => engine.signalContainer(target.id, options.signal));
        return { method: 'api', details: { signal: options.signal } };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

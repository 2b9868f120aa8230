import { z } from 'zod';
import type { Fault } from './fault.ts';
import { freeze } from './freeze.ts';
import { liveTarget, whileThere } from './live-target.ts';
import { undoPlace } from './undo-place.ts';

const schema = z.strictObject({});

/** Freezes every process with the cgroup freezer, as `docker pause` does: connections hang instead of being refused. */
export const pause = {
  name: 'pause',
  summary: 'Freezes every process, as `docker pause` does: connections hang instead of being refused.',
  schema,
  of: 'subject',
  lasts: 'optional',
  async prepare(_options, target, { engine }) {
    await liveTarget(engine, target, ['running']);
    return {
      undo: [{ action: 'unpause', ...undoPlace(target), when: 'timeline-end' }],
      async inject() {
        await whileThere(engine, target, async () => freeze(async () => engine.pauseContainer(target.id)));
        return { method: 'api' };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

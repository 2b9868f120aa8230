import { z } from 'zod';
import { EngineRefusal } from '../engine/engine-refusal.ts';
import type { Fault, Injected } from './fault.ts';
import { killable, liveTarget, whileThere } from './live-target.ts';

const schema = z
  .strictObject({ allow_refusal: z.boolean().default(false).describe('The engine may refuse; what it says is recorded.') })
  .transform(({ allow_refusal }) => ({ allowRefusal: allow_refusal }));

/** Starts a container that has exited, or creates and starts one that the scenario holds back with `start: manual`. */
export const start = {
  name: 'start',
  summary: 'Starts a container that has exited, or one that the scenario holds back with `start: manual`.',
  schema,
  of: 'subject',
  lasts: 'never',
  tasks: 'never',
  async prepare({ allowRefusal }, target, context) {
    if (target.id !== '') await liveTarget(context.engine, target, [...killable, 'created', 'exited']);
    return {
      undo: [],
      async inject() {
        let operation: 'create' | 'start' = 'create';
        try {
          const id = target.id === '' ? await context.createTarget(target) : target.id;
          operation = 'start';
          await whileThere(context.engine, { ...target, id }, () => context.engine.startContainer(id));
          return { method: 'api' };
        } catch (error) {
          if (allowRefusal && error instanceof EngineRefusal) return refused(operation, error);
          throw error;
        }
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

function refused(operation: 'create' | 'start', { status, reason }: EngineRefusal): Injected {
  return { method: 'api', refused: { operation, status, reason } };
}

import type { Clock } from '../clock/clock.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Fault, Injected, PreparedFault } from '../faults/fault.ts';
import { undoActions } from '../run/undo-record.ts';

/** How long preparing or injecting may take: the timeline waits for it, and so does everybody who is disturbed. */
const LIMIT_MS = 60_000;

/**
 * Returns a user's fault with the bounds that the engine gives faultline's own: it ends in time, and its undo is data that another process can perform.
 * What was on disk when it did not is undone as ever.
 */
export function guardedFault(fault: Fault): Fault {
  return {
    ...fault,
    async prepare(options, target, context): Promise<PreparedFault> {
      const during = (what: string) => `The fault ${fault.name} on ${target.name}: ${what}`;
      const prepared = await within(context.clock, fault.prepare(options, target, context), during('prepare'));
      const undo = undoActions.safeParse(prepared.undo);
      if (!undo.success) {
        throw new FaultlineError(
          'ERR_FAULT_FAILED',
          during(`its undo is not understood, so nothing was done: ${undo.error.issues[0]?.message ?? ''}`),
          {
            hint: 'Return undo actions as docs/extending.md lists them.',
          },
        );
      }
      return {
        undo: undo.data,
        inject: async (): Promise<Injected> => within(context.clock, prepared.inject(), during('inject')),
      };
    },
  };
}

async function within<T>(clock: Clock, work: Promise<T>, what: string): Promise<T> {
  const ended = new AbortController();
  const limit = clock.sleepUntil(clock.now() + LIMIT_MS, ended.signal).then(() => {
    throw new FaultlineError('ERR_TIMEOUT', `${what} took longer than ${LIMIT_MS / 1000} s.`);
  });
  limit.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    ended.abort();
  }
}

import type { PhaseName } from '../history/history-event.ts';
import type { RunContext } from './run-context.ts';

/** Returns what the work returns, with the phase's beginning and end in the history. */
export async function runPhase<T>({ recorder }: Pick<RunContext, 'recorder'>, name: PhaseName, work: () => Promise<T>): Promise<T> {
  recorder.append({ type: 'phase', phase: name, state: 'started' });
  try {
    return await work();
  } finally {
    recorder.append({ type: 'phase', phase: name, state: 'ended' });
  }
}

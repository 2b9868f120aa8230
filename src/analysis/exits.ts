import type { Exit } from './analysis.ts';
import type { ContainerEvent } from './container-event.ts';
import { exitSignal } from './exit-signal.ts';

/** Returns every death of a container's process, from its `die` events: an inspection afterwards shows only the last, and 0 after a restart. */
export function exitsOf(events: readonly ContainerEvent[], task?: string): Exit[] {
  return events.flatMap((event) => {
    if (event.type !== 'engine-event' || event.action !== 'die') return [];
    const { container, incarnation, exitCode: code = Number.NaN, oomKilled = false, atMs, seq } = event;
    const signal = exitSignal(code);
    const slot = task === undefined ? {} : { task };
    return [{ container, ...slot, incarnation, code, ...(signal === undefined ? {} : { signal }), oomKilled, atMs, seq }];
  });
}

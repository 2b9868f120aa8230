import type { Exit } from './analysis.ts';
import type { ContainerEvent } from './container-event.ts';
import { exitSignal } from './exit-signal.ts';

/** Returns every death of a container's process, from its `die` events: an inspection afterwards shows only the last, and 0 after a restart. */
export function exitsOf(events: readonly ContainerEvent[], task?: string): Exit[] {
  return events.flatMap((event) => {
    if (event.type !== 'engine-event' || event.action !== 'die') return [];
    const { container, incarnation, exitCode: code = Number.NaN, atMs, seq } = event;
    const oomKilled = event.oomKilled === true || events.some((other) => isOomOf(other, container, incarnation));
    const signal = exitSignal(code);
    const slot = task === undefined ? {} : { task };
    return [{ container, ...slot, incarnation, code, ...(signal === undefined ? {} : { signal }), oomKilled, atMs, seq }];
  });
}

/** The engine tells `oom` and `die` on two ways: on a busy machine `oom` came 80 ms after its `die`. */
function isOomOf(event: ContainerEvent, container: string, incarnation: number): boolean {
  return event.type === 'engine-event' && event.action === 'oom' && event.container === container && event.incarnation === incarnation;
}

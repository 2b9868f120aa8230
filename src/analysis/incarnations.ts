import type { Exit, Incarnation } from './analysis.ts';
import type { ContainerEvent } from './container-event.ts';

/** Returns the lives of a container's process. One that ran before the run began is taken to start when the run first saw it. */
export function incarnationsOf(events: readonly ContainerEvent[], exits: readonly Exit[]): Incarnation[] {
  const lives: { incarnation: number; startedMs: number; endedMs?: number; exit?: Exit }[] = [];
  let firstSeenMs: number | undefined;
  for (const event of events) {
    if (event.type === 'subject' && event.kind.startsWith('attached')) firstSeenMs ??= event.t;
    if (event.type !== 'engine-event') continue;
    if (event.action === 'start') lives.push({ incarnation: event.incarnation, startedMs: event.atMs });
    if (event.action !== 'die') continue;
    const exit = exits.find(({ seq }) => seq === event.seq);
    const alive = lives.findLast((life) => life.incarnation === event.incarnation && life.endedMs === undefined);
    const life = alive ?? { incarnation: event.incarnation, startedMs: Math.min(firstSeenMs ?? event.atMs, event.atMs) };
    if (alive === undefined) lives.push(life);
    Object.assign(life, { endedMs: event.atMs, ...(exit === undefined ? {} : { exit }) });
  }
  return lives;
}

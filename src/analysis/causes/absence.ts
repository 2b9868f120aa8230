import type { HistoryEventOf } from '../../history/history-event.ts';
import { linuxSignals } from '../../scenario/linux-signals.ts';
import type { Exit, SubjectAnalysis, TaskAnalysis } from '../analysis.ts';

type EngineEvent = HistoryEventOf<'engine-event'>;

/** A time in which a container did not serve because its process ended: from when it was told to, or died, until it ran again. */
export interface Absence {
  readonly subject: string;
  readonly container: string;
  /** Of a service: the task that ended. */
  readonly task?: TaskAnalysis;
  /** When it was told to stop or to die through the API, else when it died. */
  readonly fromMs: number;
  readonly exit: Exit;
  /** The signal through the API that began it, and the SIGKILL that followed when it did not help. */
  readonly signalled?: EngineEvent;
  readonly killed?: EngineEvent;
  /** The engine called it a stop (`docker stop`, or Swarm's): SIGTERM, and SIGKILL after the grace period. */
  readonly stopped: boolean;
  /** Its process started again. */
  readonly again?: { readonly atMs: number; readonly seq: number };
  /** Of a service: the next task of its slot, when that ran. */
  readonly replacement?: TaskAnalysis & { readonly runningMs: number };
}

/** A signal that is older than this did not end the process, unless it was the one to stop it by. */
const PROMPT_MS = 2000;

/** Returns all absences of a subject's containers. */
export function absencesOf(
  subject: string,
  of: SubjectAnalysis,
  events: readonly EngineEvent[],
  stopSignals: ReadonlyMap<string, string>,
): Absence[] {
  const tasks = of.service?.tasks ?? [];
  return Object.entries(of.containers).flatMap(([container, analysis]) => {
    const own = events.filter((event) => event.container === container);
    const stopSignal = linuxSignals[stopSignals.get(container) ?? 'SIGTERM'] ?? linuxSignals['SIGTERM'];
    const task = tasks.find((candidate) => candidate.container === container);
    const replacement = task === undefined ? undefined : replacementOf(task, tasks);
    return analysis.exits.map((exit) => ({
      subject,
      container,
      ...(task === undefined ? {} : { task }),
      ...beginning(exit, own, stopSignal),
      exit,
      ...again(exit, own),
      ...(replacement === undefined ? {} : { replacement }),
    }));
  });
}

function beginning(
  { incarnation, atMs }: Exit,
  own: readonly EngineEvent[],
  stopSignal: number | undefined,
): Pick<Absence, 'fromMs' | 'signalled' | 'killed' | 'stopped'> {
  const life = own.filter((event) => event.incarnation === incarnation);
  const kills = life.filter((event) => event.action === 'kill' && event.atMs <= atMs);
  const killed = kills.findLast(({ signal }) => signal === linuxSignals['SIGKILL']);
  const asked = kills.findLast((event) => event !== killed && (event.signal === stopSignal || atMs - event.atMs <= PROMPT_MS));
  const signalled = asked ?? killed;
  return {
    fromMs: signalled?.atMs ?? atMs,
    ...(signalled === undefined ? {} : { signalled }),
    ...(killed === undefined || killed === signalled ? {} : { killed }),
    stopped: life.some((event) => event.action === 'stop' && event.atMs >= atMs),
  };
}

function again({ seq: deathSeq, incarnation, atMs }: Exit, own: readonly EngineEvent[]): Pick<Absence, 'again'> {
  const start = own.find(
    (event) => event.action === 'start' && event.incarnation > incarnation && (event.atMs >= atMs || event.seq > deathSeq),
  );
  return start === undefined ? {} : { again: { atMs: start.atMs, seq: start.seq } };
}

/** The next task of the slot that ran; with start-first it ran before this one ended. */
function replacementOf(task: TaskAnalysis, tasks: readonly TaskAnalysis[]): Absence['replacement'] {
  const later = tasks.filter((other) => other.task === task.task && other.createdMs > task.createdMs);
  for (const next of later) if (next.runningMs !== undefined) return { ...next, runningMs: next.runningMs };
  return undefined;
}

import type { HistoryEvent, TaskEvent } from '../../history/history-event.ts';
import { lastTaskStates } from '../../scenario/task-states.ts';

/** A task in one of these has been started, though looking may have been too slow to see it run. */
const started: ReadonlySet<string> = new Set(['running', 'complete', 'failed']);

interface Known {
  readonly last: TaskEvent;
  /** When it ended, as the engine dates it. */
  readonly endedMs?: number | undefined;
}

/**
 * Counts, from the history alone, the tasks of a service that took the place of one that had ended: Swarm starts nothing again, it makes a new task.
 * What an update or a change of the number of replicas makes is not counted, as the check of the same name does not count it.
 */
export class ReplacedTasks {
  readonly #subject: string;
  readonly #known = new Map<string, Known>();
  readonly #replacements = new Set<string>();

  constructor(subject: string) {
    this.#subject = subject;
  }

  get count(): number {
    return this.#replacements.size;
  }

  take(event: HistoryEvent): void {
    if (event.type === 'engine-event' && event.subject === this.#subject && event.action === 'die') this.#die(event.container, event.atMs);
    if (event.type !== 'task' || event.subject !== this.#subject) return;
    const before = this.#known.get(event.taskId);
    const endedMs = before?.endedMs ?? (lastTaskStates.has(event.state) ? event.atMs : undefined);
    this.#known.set(event.taskId, { last: event, endedMs });
    if (started.has(event.state) && this.#takesPlace(event)) this.#replacements.add(event.taskId);
  }

  #die(container: string, atMs: number): void {
    for (const [taskId, known] of this.#known)
      if (known.last.container === container) this.#known.set(taskId, { ...known, endedMs: known.endedMs ?? atMs });
  }

  /** One from before the run took nobody's place in it. A task that was still alive is replaced by an update only. */
  #takesPlace({ task, taskId, createdMs, specVersion }: TaskEvent): boolean {
    if (createdMs < 0) return false;
    const [before] = [...this.#known.values()]
      .filter(({ last }) => last.task === task && last.taskId !== taskId && last.createdMs <= createdMs)
      .toSorted((left, right) => right.last.createdMs - left.last.createdMs);
    if (before === undefined || before.last.desiredState === 'remove') return false;
    return before.last.specVersion === specVersion || (before.endedMs ?? Infinity) <= createdMs;
  }
}

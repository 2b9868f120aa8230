import type { TaskEvent } from '../history/history-event.ts';

const ID_LENGTH = 7;

/** Returns the name that a task's container has in a history: its slot's name and the beginning of the task's id. */
export function taskContainerName({ task, taskId }: Pick<TaskEvent, 'task' | 'taskId'>): string {
  return `${task}.${taskId.slice(0, ID_LENGTH)}`;
}

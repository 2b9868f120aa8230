import { sayList } from './say.ts';
import type { Exit, SubjectAnalysis } from '../analysis.ts';
import type { Absence } from './absence.ts';

/** Returns how a sentence names a container: `web.1`, or of a service `task web.1`. */
export function who(container: string, subject?: Pick<SubjectAnalysis, 'containers'>): string {
  const task = subject?.containers[container]?.task;
  return task === undefined ? container : `task ${task}`;
}

/** Returns how a sentence names what is away: `web.1`, `task web.2`, `tasks web.1 and web.2`. */
export function whoIsAway(absences: readonly Absence[]): string {
  const names = absences.map(({ task, container }) => task?.task ?? container).toSorted();
  const slots = absences.some(({ task }) => task !== undefined);
  const word = slots ? (new Set(names).size > 1 ? 'tasks ' : 'task ') : '';
  return `${word}${sayList(names)}`;
}

/** Returns `exit 0`, or `exit 137, SIGKILL`. */
export function sayExit({ code, signal }: Pick<Exit, 'code' | 'signal'>): string {
  return Number.isNaN(code) ? 'exit code unknown' : `exit ${code}${signal === undefined ? '' : `, ${signal}`}`;
}

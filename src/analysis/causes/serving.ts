import type { Absence } from './absence.ts';
import type { Incident } from './incident.ts';

/** Returns how many others of the subject ran all through the outage, whether requests went to them or not. */
export function serving({ subject, container }: Absence, { run, outage, absences }: Incident): number {
  const away = new Set(absences.map((each) => each.container));
  const of = run.subjects[subject];
  const tasks = of?.service?.tasks;
  if (tasks !== undefined) {
    return tasks.filter(
      (task) =>
        (task.runningMs ?? Infinity) <= outage.fromMs && (task.endedMs ?? Infinity) >= outage.untilMs && task.container !== container,
    ).length;
  }
  return Object.entries(of?.containers ?? {}).filter(([name, { incarnations }]) => {
    const life = incarnations.findLast(({ startedMs }) => startedMs <= outage.fromMs);
    return name !== container && !away.has(name) && life !== undefined && (life.endedMs ?? Infinity) >= outage.untilMs;
  }).length;
}

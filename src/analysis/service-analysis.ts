import type { ServiceAnalysis } from './analysis.ts';
import type { ContainerEvent } from './container-event.ts';
import { rolloutsOf } from './rollouts.ts';
import { runningTasks } from './running-tasks.ts';
import type { ServiceEventOf } from './is-service-event.ts';
import { withOrigins } from './task-origin.ts';
import { tasksOf } from './tasks.ts';

/** Returns what happened to a service, from its own events and those of its tasks' containers. */
export function serviceOf(events: readonly ServiceEventOf[], containerEvents: readonly ContainerEvent[]): ServiceAnalysis {
  const configurations = events.filter((event) => event.type === 'service');
  const transitions = events.filter((event) => event.type === 'rollout');
  const traced = tasksOf(
    events.filter((event) => event.type === 'task'),
    containerEvents,
  );
  // A service that was there before has old tasks, too. What ended before the run is none of its business.
  const tasks = withOrigins(traced, configurations, transitions).filter(({ endedMs = 0 }) => endedMs >= 0);
  const running = runningTasks(traced);
  return { configurations, tasks, running, rollouts: rolloutsOf(transitions, { tasks, running, configurations }) };
}
